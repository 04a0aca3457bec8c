"""Asking, confirming, leaving, lists on paper. What is personal stays in the row: the ledger knows its number alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from lantoa.communes.models import Commune, Person
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.ledger.actions import record
from lantoa.subscribers import queries
from lantoa.subscribers.erasing import erased
from lantoa.subscribers.jobs import mail_confirmation
from lantoa.subscribers.models import Subscriber
from lantoa.subscribers.rules import (
    LONGEST_WHERE,
    MOST_AN_HOUR,
    LetterState,
    Origin,
    State,
    clean_address,
    consent_words,
    known_topics,
    lines_of,
    may_mail_again,
)  # fmt: skip

S = State
CLOSED = "Đường dẫn này không dùng được nữa (đã quá 3 ngày, hoặc đã có thư mới hơn): hãy đăng ký lại."


@transaction.atomic
def ask(*, commune: Commune, address: str, topics: list[str], place: str) -> None:
    """Somebody at the public page wants mail. Nothing is told about what is known of the address: the answer is the
    same for everybody, and only the mailbox can confirm. ``place``: the portal's address, for the link of the mail.

    Raises:
        Refused: ``mail_address``; ``mail_busy`` when too many ask at once.
    """
    now, wanted = clock.now(), clean_address(address)
    row = queries.subscriber_of(commune.pk, wanted, lock=True)
    if row is None:
        _check_crowd(now)
        row = Subscriber.of(commune.pk, digest=queries.digests(commune.pk, wanted)[0])
    elif row.state == S.CONFIRMED.value or not may_mail_again(row.mailed_at, now):
        return
    row.address, row.state, row.topics, row.origin = wanted, S.PENDING.value, known_topics(topics), Origin.PAGE.value
    row.agreed, row.asked_at, row.mailed_at, row.place = consent_words(commune.in_text), now, now, place
    row.letter, row.letter_tries, row.bounced_at, row.bounce_code = LetterState.PLANNED.value, 0, None, None
    row.save()
    mail_confirmation.defer(commune.pk, row.pk)


def _check_crowd(now: datetime) -> None:
    recent = Subscriber.objects.filter(origin=Origin.PAGE.value, asked_at__gt=now - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise Refused("mail_busy", "Đang có quá nhiều người đăng ký cùng lúc: hãy thử lại sau một giờ.")


@transaction.atomic
def confirm(*, token: str) -> Subscriber:
    """The mailbox said yes. A second press changes nothing. Raises Refused("mail_link")."""
    row, now = queries.by_token(token), clock.now()
    if row is not None and row.state == S.CONFIRMED.value:
        return row
    if row is None or row.state != S.PENDING.value or row.token_until is None or row.token_until < now:
        raise Refused("mail_link", CLOSED)
    row.state, row.confirmed_at, row.left_at = S.CONFIRMED.value, now, None
    row.save(update_fields=["state", "confirmed_at", "left_at"])
    record(action="subscriber.confirmed", on=row, by=None)
    return row


@transaction.atomic
def leave(*, subscriber_id: int, by: Person | None = None) -> None:
    """No more mail: the address is erased at once. Asked twice, it is still so. ``by``: an official who was asked."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber_id).first()
    if row is None or row.state == S.LEFT.value:
        return
    erased(row, clock.now())
    record(action="subscriber.left", on=row, by=by)


@transaction.atomic
def bounce(*, subscriber_id: int, code: int | None) -> None:
    """The mailbox does not exist, says its server for good: nothing more is sent there."""
    row = Subscriber.objects.select_for_update().filter(pk=subscriber_id, state=S.CONFIRMED.value).first()
    if row is None:
        return
    row.state, row.bounced_at, row.bounce_code = S.BOUNCED.value, clock.now(), code
    row.save(update_fields=["state", "bounced_at", "bounce_code"])
    record(action="subscriber.bounced", on=row, by=None, code=code or 0)


@dataclass(frozen=True, slots=True)
class Paper:
    """Signed slips of paper: the day of the signatures, and where the slips are kept."""

    signed_on: date
    where: str


@dataclass(slots=True)
class Entered:
    """What became of a typed list. ``bad``: lines that are no address, as typed."""

    added: int = 0
    there: int = 0
    left: int = 0
    bad: list[str] = field(default_factory=list)
    first: Subscriber | None = None


@transaction.atomic
def add_from_paper(*, commune: Commune, text: str, paper: Paper, by: Person) -> Entered:
    """Addresses from slips of paper. Who took the consent back earlier is not added again.

    Raises:
        Refused: ``mail_none``, ``mail_many``; ``mail_paper`` without a day or a place, or with a day to come.
    """
    where = " ".join(paper.where.split())[:LONGEST_WHERE]
    if not where or paper.signed_on > clock.today():
        raise Refused(
            "mail_paper", "Hãy ghi nơi lưu phiếu và ngày ký phiếu (không sau hôm nay): đó là bằng chứng đồng ý."
        )
    done = Entered()
    for line in lines_of(text):
        _enter_line(commune, line, paper=Paper(paper.signed_on, where), by=by, done=done)
    if done.first is not None:
        record(action="subscriber.paper", on=done.first, by=by, count=done.added)
    return done


def _enter_line(commune: Commune, line: str, *, paper: Paper, by: Person, done: Entered) -> None:
    try:
        address = clean_address(line)
    except Refused:
        done.bad.append(line[:100])
        return
    row = queries.subscriber_of(commune.pk, address, lock=True)
    if row is not None and row.state == S.LEFT.value:
        done.left += 1
    elif row is not None and row.state != S.PENDING.value:
        done.there += 1
    else:
        row = row or Subscriber.of(commune.pk, digest=queries.digests(commune.pk, address)[0])
        _by_paper(row, address, paper=paper, by=by)
        done.first, done.added = done.first or row, done.added + 1


def _by_paper(row: Subscriber, address: str, *, paper: Paper, by: Person) -> None:
    now = clock.now()
    given: Mapping[str, object] = {
        "address": address, "state": S.CONFIRMED.value, "origin": Origin.PAPER.value, "asked_at": now,
        "confirmed_at": now, "consent_on": paper.signed_on, "consent_where": paper.where, "added_by": by,
        "agreed": consent_words(row.commune.in_text), "letter": LetterState.NONE.value, "token_hash": "",
    }  # fmt: skip
    for name, value in given.items():
        setattr(row, name, value)
    row.save()


@transaction.atomic
def note_export(*, by: Person) -> None:
    """Somebody takes the list out of the house: the ledger says who and when. Nothing where nobody is listed."""
    row = Subscriber.objects.exclude(state=S.LEFT.value).order_by("-pk").first()
    if row is not None:
        record(action="subscriber.exported", on=row, by=by)
