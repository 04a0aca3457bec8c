"""What the pages of who is signed in need, gathered once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core import clock, mail
from lantoa.core.saying import said
from lantoa.ledger.kept import kept
from lantoa.reminders.feed import feed_of
from lantoa.reminders.mailing import counted, why_words
from lantoa.reminders.models import Answer, Digest, DigestItem, Nudge, ReminderLink, Round
from lantoa.reminders.queries import open_calls, setting_of, situation
from lantoa.reminders.rules.gathering import Item, items_for
from lantoa.reminders.states import NOT_DELIVERED, TO_ASK, DigestState, Reason, RoundState

DAYS_BACK = 14
"""How far back the plan owner's page looks."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, as ``components/tabs.html`` takes it."""

    url: str
    label: str
    active: bool


def tabs(actor: Actor, here: str) -> list[Tab]:
    """The pages of reminders that the person may see."""
    pages = [("reminders_own", _("Việc của tôi"))]
    if actor.may(Permission.ASSIGN_WORK):
        pages += [("reminders_watch", _("Theo dõi đôn đốc")), ("reminders_letter", _("Công văn đôn đốc"))]
    pages += [("reminders_calendar", _("Lịch trên điện thoại")), ("reminders_choices", _("Cách nhận"))]
    if actor.may(Permission.MANAGE_COMMUNE):
        pages.append(("reminders_settings", _("Giờ nhắc")))
    return [Tab(reverse(name), label, name == here) for name, label in pages]


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One thing that the person is reminded of now. ``answer_url``: where it is answered, once a digest holds it."""

    item: Item
    url: str
    answer_url: str
    answered: Answer | None


@dataclass(frozen=True, slots=True)
class OwnGroup:
    """Lines of one reason."""

    title: str
    reason: str
    lines: list[OwnLine] = field(default_factory=list)


def own_items(actor: Actor) -> list[Item]:
    """What the person is reminded of at this moment, whether or not a digest has been drawn up."""
    commune, today = actor.commune.pk, clock.today()
    name = ("reminders", today, get_language())
    return kept(commune, name, lambda: items_for(situation(commune, today=today))).get(actor.person.pk, [])


def own_page(actor: Actor) -> dict[str, object]:
    """What is to be done, answers that still hold, and how the last digests came."""
    items = own_items(actor)
    latest = _latest_items(actor, [one.work_id for one in items if one.work_id])
    answers = _latest_answers(actor)
    return {
        "tabs": tabs(actor, "reminders_own"),
        "groups": _grouped(items, latest, answers),
        "count": len(items),
        "answers": [one for one in answers.values() if one.kind != "done"],
        "digests": [digest_row(row) for row in _digests().filter(person=actor.person)[:7]],
        "next_round": next_round_at(),
        "mail_ready": mail.is_ready(),
    }


def _grouped(items: Iterable[Item], latest: dict[int, int], answers: dict[int, Answer]) -> list[OwnGroup]:
    found: dict[Reason, OwnGroup] = {}
    for item in items:
        group = found.setdefault(item.reason, OwnGroup(said(item.reason.label), item.reason.value))
        pk = latest.get(item.work_id or 0)
        answer_url = reverse("reminders_item", args=[pk]) if pk else ""
        group.lines.append(OwnLine(item, _page_of(item), answer_url, answers.get(item.work_id or 0)))
    return list(found.values())


def _page_of(item: Item) -> str:
    if item.work_id is not None:
        return f"{reverse('progress_commitment', args=[item.commitment_id])}#ky-{item.work_id}"
    if item.activity_id is not None:
        return reverse("activities_show", args=[item.activity_id])
    return item.path or reverse("inspection_list" if item.reason is Reason.INSPECTION else "reminders_watch")


def _latest_items(actor: Actor, work_ids: list[int]) -> dict[int, int]:
    """Work → the latest item about it that the person was sent."""
    rows = DigestItem.objects.filter(digest__person=actor.person, work_id__in=work_ids).order_by("pk")
    return dict(rows.values_list("work_id", "pk"))


def _latest_answers(actor: Actor) -> dict[int, Answer]:
    since = clock.now() - timedelta(days=30)
    rows = Answer.objects.filter(person=actor.person, at__gte=since, work__isnull=False).order_by("at", "pk")
    return {row.work_id: row for row in rows.select_related("work__commitment", "activity")}


@dataclass(frozen=True, slots=True)
class DigestRow:
    """One digest as lists show it."""

    digest: Digest
    words: str
    state: str
    why: str
    is_trouble: bool
    to_ask: bool
    opened: int
    answered: int
    links: int


def _digests() -> models.QuerySet[Digest]:
    rows: models.QuerySet[Digest] = Digest.objects.select_related("person")
    return rows.prefetch_related(
        models.Prefetch("items", DigestItem.objects.prefetch_related("answers", "links").select_related("work"))
    )


def digest_row(row: Digest) -> DigestRow:
    """A digest whose items, links and answers are at hand."""
    items = list(row.items.all())
    links: list[ReminderLink] = [link for item in items for link in item.links.all()]
    state = DigestState(row.state)
    return DigestRow(
        row, counted(item.reason for item in items), said(state.label), why_words(row.why), state in NOT_DELIVERED,
        state in TO_ASK, sum(link.opened_at is not None for link in links),
        sum(bool(item.answers.all()) for item in items), len(links),
    )  # fmt: skip


def next_round_at() -> Round | None:
    """The round that is planned next, for "nhắc lần tới lúc …"."""
    found: Round | None = Round.objects.filter(state=RoundState.PLANNED.value).order_by("due_at").first()
    return found


def rows_of_watch() -> list[DigestRow]:
    """The digests of the last days, the latest first."""
    since = clock.today() - timedelta(days=DAYS_BACK)
    return [digest_row(row) for row in _digests().filter(on__gte=since).order_by("-on", "person__name")]


def answers_of_watch() -> models.QuerySet[Answer]:
    """What came back in the last days."""
    since = clock.today() - timedelta(days=DAYS_BACK)
    rows: models.QuerySet[Answer] = Answer.objects.filter(at__date__gte=since)
    return rows.select_related("person", "work__commitment", "activity")


def watch_page(actor: Actor) -> dict[str, object]:
    """Who was reminded of what, what came back, what did not arrive."""
    rows = rows_of_watch()
    return {
        "tabs": tabs(actor, "reminders_watch"),
        "days": _by_day(rows),
        "trouble": [row for row in rows if row.is_trouble],
        "calls": list(open_calls(clock.today())),
        "answers": list(answers_of_watch()[:50]),
        "nudges": list(Nudge.objects.filter(digest__isnull=True).select_related("person", "work__commitment")),
        "next_round": next_round_at(),
        "setting": setting_of(actor.commune.pk),
        "mail_ready": mail.is_ready(),
    }


def _by_day(rows: Iterable[DigestRow]) -> dict[date, list[DigestRow]]:
    days: dict[date, list[DigestRow]] = {}
    for row in rows:
        days.setdefault(row.digest.on, []).append(row)
    return days


def notice(actor: Actor) -> dict[str, object] | None:
    """The block on the home page: how many things of which kind; None where there is nothing."""
    items = own_items(actor)
    if not items:
        return None
    return {"words": counted(one.reason.value for one in items), "count": len(items)}


def calendar_page(actor: Actor) -> dict[str, object]:
    """The state of the person's calendar address."""
    return {
        "tabs": tabs(actor, "reminders_calendar"),
        "feed": feed_of(actor.person),
        "is_public": settings.PUBLIC_URL.startswith("https://"),
    }
