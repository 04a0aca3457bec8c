"""The engine: intent (the row) → attempt → receipt. Killed at any moment, nothing is lost and nothing goes out twice.

An attempt is written down and committed before the first byte leaves; the call is made outside of any transaction; its
end is written in a new one. Whoever finds an attempt without an end does not repeat it blindly (ADR 0030).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from lantoa.channels import accounts, queries
from lantoa.channels.evidence import Seen, write_receipt
from lantoa.channels.models import Attempt, Delivery
from lantoa.channels.protocol import Access, Call, Channel, Files, Outcome
from lantoa.channels.recipients import People
from lantoa.channels.registry import channel_of
from lantoa.channels.rules import deciding
from lantoa.channels.rules.deciding import Next, Standing
from lantoa.channels.rules.states import DeliveryState, OutcomeKind, Purpose
from lantoa.communes.models import Person
from lantoa.content.approved import approved
from lantoa.content.life_actions import mark_published
from lantoa.content.rules.life import ItemState
from lantoa.core.errors import Refused
from lantoa.files import store
from lantoa.files.models import StoredFile
from lantoa.ledger.actions import queue_up, record

S = DeliveryState
NOT_APPROVED = "Nội dung đang được sửa hoặc chờ duyệt lại: phần mềm phát khi bản mới được duyệt."
DROPPED = "delivery.dropped"
SETTLED = {
    S.SENT: "delivery.sent", S.REFUSED: "delivery.refused", S.UNKNOWN: "delivery.unknown",
    S.TO_CONFIRM: "delivery.to_confirm", S.HANDED: "delivery.handed_over", S.CANCELLED: "delivery.cancelled",
    S.TAKEN_OVER: "delivery.taken_over",
}  # fmt: skip
STOPPED = "Nội dung đã thu hồi khi mới gửi được một phần: phần mềm không gửi tiếp, bài đã lên thì gỡ."
UNDECIDED = "Chờ biết bài gốc đã lên hay chưa rồi mới làm tiếp."


@dataclass(frozen=True, slots=True)
class Claimed:
    """One attempt that was written down: which delivery, which number, and everything that the call needs."""

    delivery_id: int
    number: int
    is_look: bool
    channel: Channel
    call: Call

    def make(self) -> Outcome:
        """The call. No transaction is open."""
        if self.is_look:
            return self.channel.look(self.call)
        verbs = {
            Purpose.PUBLISH: self.channel.send,
            Purpose.CORRECT: self.channel.correct,
            Purpose.RECALL: self.channel.recall,
        }
        return verbs[self.call.purpose](self.call)


@transaction.atomic
def claim(*, commune_id: int, account_id: int, now: datetime) -> Claimed | None:
    """Take the next delivery that is due at the account, so that nobody else can; None where none is left. What may
    not go out now is put off or settled on the way."""
    queue_up(commune_id)  # before the row: everybody takes the queue first
    while True:
        row = queries.due(account_id, now).select_for_update(skip_locked=True, of=("self",)).first()
        if row is None:
            return None
        if _may_go(row, now):
            return _begun(row, now)


def _may_go(row: Delivery, now: datetime) -> bool:
    """Looked at again at the moment of sending. False: the row was put off or settled."""
    if row.state == S.UNKNOWN.value:
        return True
    if deciding.is_too_late(row.purpose, row.due_at, now, has_begun=bool(row.trail or row.since)):
        words = "Đã quá giờ phát hơn ba ngày nên phần mềm không phát nữa: hãy phát lại nếu vẫn cần."
        settle(row, S.CANCELLED, now, code="too_late", words=words)
        return False
    if row.purpose == Purpose.PUBLISH.value:
        if row.trail and queries.is_taken_back(row) and not channel_of(row.account.channel).to_many:
            _stop_halfway(row, now)
            return False
        return _is_approved(row, now) and _has_quota(row, now)
    if row.purpose == Purpose.CORRECT.value and not _is_approved(row, now):
        return False
    return _original_is_there(row, now)


def _is_approved(row: Delivery, now: datetime) -> bool:
    """Nothing unapproved goes out. A newer approved text takes the place of the ordered one if nothing began yet."""
    channel = channel_of(row.account.channel)
    has_begun = bool(row.trail or (channel.to_many and row.since))
    try:
        found = approved(row.item_id)
    except Refused:
        if channel.to_many and has_begun and row.item.state == ItemState.RECALLED.value:
            return True  # nobody more gets it: the step sees that, and brings the delivery to its end
        _hold(row, now, code="not_approved", words=NOT_APPROVED)
        return False
    if found.revision_id == row.revision_id or has_begun:
        return True
    prepared = channel.prepare(found, queries.preparing(row.account))
    stops = [remark.words for remark in channel.remarks(prepared) if remark.stops]
    if stops:
        settle(row, S.REFUSED, now, code="not_fit", words=stops[0])
        return False
    row.revision_id, row.prepared = found.revision_id, prepared.to_json()
    row.save(update_fields=["revision", "prepared"])
    record(action="delivery.renewed", on=row, by=None, revision=found.number)
    return True


def _stop_halfway(row: Delivery, now: datetime) -> None:
    """Recalled between two steps: no further one is done. Where it is known how the place calls it, the recall takes it
    down; else it is looked for, and in the end a person looks."""
    if _remote_id(row):
        settle(row, S.CANCELLED, now, code="recalled", words=STOPPED)
    elif channel_of(row.account.channel).can_look:
        row.state, row.next_at, row.since = S.UNKNOWN.value, now, row.since or row.ordered_at
        row.code, row.words = "recalled", STOPPED
        row.save(update_fields=["state", "next_at", "since", "code", "words"])
    else:
        settle(row, S.TO_CONFIRM, now, code="recalled", words=STOPPED)


def _has_quota(row: Delivery, now: datetime) -> bool:
    quota = channel_of(row.account.channel).quota
    if quota is None or row.trail:
        return True
    times = queries.sent_since(row.account_id, now - timedelta(seconds=quota.seconds))
    if len(times) < quota.most:
        return True
    words = f"Đã đủ {quota.most} bài trong ngày của kênh; phần mềm tự phát khi có hạn mức."
    row.next_at, row.code, row.words = times[0] + timedelta(seconds=quota.seconds), "quota", words
    row.save(update_fields=["next_at", "code", "words"])
    return False


def _original_is_there(row: Delivery, now: datetime) -> bool:
    """A correction or recall waits until it is known whether there is something to correct or take down."""
    original = row.original
    if original is None or original.recalled_at is not None:
        settle(row, S.CANCELLED, now, code="nothing_there", words="Bài gốc không còn ở kênh này.")
        return False
    if original.state in {S.SENDING.value, S.UNKNOWN.value, S.TO_CONFIRM.value, S.WAITING.value}:
        _hold(row, now, code="undecided", words=UNDECIDED)
        return False
    if not _remote_id(original):
        words = "Phần mềm không biết bài ở đâu trên kênh (đăng bằng tay): hãy làm bằng tay rồi ghi nhận."
        settle(row, S.TO_CONFIRM, now, code="by_hand", words=words)
        return False
    return True


def _hold(row: Delivery, now: datetime, *, code: str, words: str) -> None:
    row.next_at, row.code, row.words = now + deciding.HOLD, code, words
    row.save(update_fields=["next_at", "code", "words"])


def _begun(row: Delivery, now: datetime) -> Claimed:
    is_look = row.state == S.UNKNOWN.value
    row.steps, row.claimed_at = row.steps + 1, now
    if is_look:
        row.next_at = now + queries.silence()
    else:
        row.state, row.since = S.SENDING.value, row.since or now
    row.save(update_fields=["steps", "claimed_at", "next_at", "state", "since"])
    Attempt.of(row.commune_id, delivery=row, number=row.steps, is_look=is_look, began_at=now).save(force_insert=True)
    channel = channel_of(row.account.channel)
    return Claimed(row.pk, row.steps, is_look, channel, call_of(row, now))


def call_of(row: Delivery, now: datetime) -> Call:
    """Everything that a call about the delivery needs; reads files without the database."""
    about = row.original or row
    return Call(
        purpose=Purpose(row.purpose), prepared=row.sending, access=queries.access_of(row.account), key=row.key, now=now,
        trail=dict(row.trail), remote_id=_remote_id(about), url=_url(about), since=row.since,
        files=_files(row.commune_id, [one.file_id for one in row.sending.pictures]),
        recipients=People(row) if channel_of(row.account.channel).to_many else None,
    )  # fmt: skip


def _remote_id(row: Delivery) -> str:
    receipt = getattr(row, "receipt", None)
    return (receipt.remote_id if receipt else "") or str(row.trail.get("id", ""))


def _url(row: Delivery) -> str:
    receipt = getattr(row, "receipt", None)
    return receipt.url if receipt else ""


def _files(commune_id: int, ids: list[int]) -> Files:
    rows = {one.pk: one for one in StoredFile.objects.filter(pk__in=ids)} if ids else {}

    def part(file_id: int, start: int, length: int) -> bytes:
        if file_id not in rows:
            return b""
        with store.path_of(commune_id, rows[file_id].sha256).open("rb") as file:
            file.seek(start)
            return file.read(length)

    return Files(lambda file_id: rows[file_id].size if file_id in rows else 0, part)


@transaction.atomic
def receive(*, commune_id: int, claimed: Claimed, outcome: Outcome, now: datetime) -> Delivery:
    """Write down what became of the attempt. An end that comes after somebody gave the attempt up still counts, if
    nothing else was done since."""
    queue_up(commune_id)
    row: Delivery = (
        Delivery.objects.select_for_update(of=("self",)).select_related("account", "item").get(pk=claimed.delivery_id)
    )
    _end_attempt(row, claimed.number, outcome=outcome, now=now)
    accounts.note(account=row.account, outcome=outcome, now=now)
    expected = {S.UNKNOWN.value} if claimed.is_look else {S.SENDING.value, S.UNKNOWN.value, S.TO_CONFIRM.value}
    if row.steps == claimed.number and row.state in expected:
        was = standing(row, claimed)
        decide = deciding.after_look if claimed.is_look else deciding.after_attempt
        wait = max(outcome.wait, outcome.pause)
        _apply(row, decide(outcome.kind, was, now, wait=wait), outcome, now=now)
    elif outcome.kind is OutcomeKind.SENT and row.state in {S.UNKNOWN.value, S.TO_CONFIRM.value}:
        _apply(row, Next(S.SENT), outcome, now=now)
    return row


def standing(row: Delivery, claimed: Claimed) -> Standing:
    """What the decision needs to know."""
    return Standing(
        tries=row.tries, looks=row.looks, steps=0 if claimed.channel.to_many else row.steps,
        is_harmless=claimed.channel.is_harmless(claimed.call), can_look=claimed.channel.can_look,
    )  # fmt: skip


def _end_attempt(row: Delivery, number: int, *, outcome: Outcome, now: datetime) -> None:
    Attempt.objects.filter(delivery=row, number=number).update(
        ended_at=now, outcome=outcome.kind.value, code=outcome.code[:40], words=outcome.words[:400]
    )


def _apply(row: Delivery, follows: Next, outcome: Outcome, *, now: datetime) -> None:
    """The new state, and where it is an end, the receipt and the ledger entry."""
    row.trail = {**row.trail, **outcome.trail}
    excused = outcome.pause or outcome.renew or outcome.account_lost
    row.tries, row.looks = (row.tries if excused else follows.tries), follows.looks
    if follows.state is S.REFUSED and follows.code == "gave_up" and excused:
        follows = Next(S.WAITING, now + deciding.HOLD)
    if follows.state is S.WAITING:
        row.since = row.since if outcome.kind is OutcomeKind.UNKNOWN else None
    row.next_at = follows.at or row.next_at
    row.save(update_fields=["trail", "tries", "looks", "since", "next_at"])
    code, words = follows.code or outcome.code, outcome.words
    if outcome.trail and channel_of(row.account.channel).to_many:
        _is_out(row, now)
    if follows.state is S.SENT:
        done(row, Seen(channel_of(row.account.channel).grade, outcome.remote_id, outcome.url), now)
    elif follows.state is S.WAITING:
        row.state, row.code, row.words = S.WAITING.value, code[:40], words[:400]
        row.save(update_fields=["state", "code", "words"])
    elif follows.state.value != row.state:
        settle(row, follows.state, now, code=code, words=words)


def done(row: Delivery, seen: Seen, now: datetime, *, state: DeliveryState = S.SENT) -> None:
    """It is there (or corrected there, or gone): receipt and activity for a publication, a mark for a recall."""
    _is_out(row, now, by=seen.by)
    if row.purpose == Purpose.PUBLISH.value:
        write_receipt(delivery=row, seen=seen, now=now)
        if channel_of(row.account.channel).has_figures and seen.remote_id:
            row.figures_at = now if channel_of(row.account.channel).to_many else deciding.next_figures(now, now)
            row.save(update_fields=["figures_at"])
    elif row.purpose == Purpose.RECALL.value and row.original_id:
        Delivery.objects.filter(pk=row.original_id).update(recalled_at=now, figures_at=None)
    settle(row, state, now, code="", words="", by=seen.by)


def _is_out(row: Delivery, now: datetime, *, by: Person | None = None) -> None:
    """The text is out: of a delivery to many from the first who got it. Told again, or told of an older text when a
    newer one is out by then, ``mark_published`` changes nothing."""
    if row.purpose == Purpose.RECALL.value or row.item.state == ItemState.RECALLED.value:
        return
    mark_published(item=row.item, revision_id=row.revision_id, at=now, by=by or row.ordered_by)


def settle(
    row: Delivery, state: DeliveryState, now: datetime, *, code: str, words: str, by: Person | None = None
) -> None:  # fmt: skip
    """An end, or a place where it waits for a person: one entry in the ledger."""
    row.state, row.settled_at, row.code, row.words = state.value, now, code[:40], words[:400]
    row.save(update_fields=["state", "settled_at", "code", "words"])
    record(action=DROPPED if code == "too_late" else SETTLED[state], on=row, by=by, **facts(row))


def facts(row: Delivery) -> dict[str, Any]:
    """What the ledger keeps of a delivery."""
    found: Mapping[str, Any] = {
        "item": row.item_id, "channel": row.account.channel, "account": row.account_id, "purpose": row.purpose,
        "attempt": row.steps, "why": row.code,
    }  # fmt: skip
    return dict(found)


@transaction.atomic
def give_up_silent(*, commune_id: int, account_id: int, now: datetime) -> int:
    """Attempts without an end: their process died. What is harmless is tried again, the rest is looked for."""
    queue_up(commune_id)
    rows = queries.silent(now).filter(account_id=account_id).select_related("account", "original", "original__receipt")
    found = list(rows.select_for_update(skip_locked=True, of=("self",)))
    for row in found:
        claimed = Claimed(row.pk, row.steps, False, channel_of(row.account.channel), _call_of_the_dead(row, now))
        follows = deciding.after_silence(standing(row, claimed), now)
        outcome = Outcome(OutcomeKind.UNKNOWN, "no_end", "Phần mềm dừng đúng lúc đang gửi.")
        _end_attempt(row, row.steps, outcome=outcome, now=now)
        _apply(row, follows, outcome, now=now)
    return len(found)


def _call_of_the_dead(row: Delivery, now: datetime) -> Call:
    """Enough to judge whether repeating is harmless; opens no secrets."""
    return Call(Purpose(row.purpose), row.sending, Access(row.account.settings), row.key, now, trail=dict(row.trail))
