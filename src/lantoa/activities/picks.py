"""What fills the log form with one tap: work that is due now, entries of before, places of before.

A tap only fills in; the person still sees everything and saves. Links do the same without scripts.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from lantoa.activities.models import Activity, Service
from lantoa.activities.rules import IMPLIED_CHANNEL
from lantoa.communes.access import Actor
from lantoa.core import clock
from lantoa.plans.models import Commitment, DueWork
from lantoa.plans.queries import adopted_commitments
from lantoa.plans.rules.commitment import MeasureKind

MOST_DUE, MOST_RECENT, MOST_PLACES = 5, 4, 4
LONGEST_TITLE = 110
COPIED = ("channels", "topics", "audiences")
_KIND_OF_CHANNEL = {channel.value: str(kind) for kind, channel in IMPLIED_CHANNEL.items()}
_OPENING = re.compile(
    r"^(?:định kỳ\s+)?(?:mỗi|hằng|hàng)\s+\w+(?:\s*,)?\s*|^định kỳ\s+"
    r"|^(?:phấn đấu|bảo đảm|đảm bảo|tổ chức|thực hiện|có)\s+"
    r"|^(?:ít nhất|tối thiểu|trên)\s+|^\d+\s+(?:lượt|lần|tin,? bài|buổi|cuộc|hội nghị|lớp)\s+",
    re.IGNORECASE,
)

_MONTH = re.compile(r"\b(tháng\s+)(?:1[0-2]|0?[1-9])(/20\d\d)?\b", re.IGNORECASE)
_QUARTER = re.compile(r"\b(quý\s+)(?:IV|I{1,3})(/20\d\d)?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pick:
    """One tap. ``fill``: values of fields by name, lists for those that take several; ``query`` does it by a link."""

    label: str
    note: str
    query: str
    fill: Mapping[str, Any]


def for_form(actor: Actor) -> dict[str, Any]:
    """Context of the log form (six queries)."""
    today = clock.today()
    return {"due_picks": due_picks(actor, today), "recent_picks": recent_picks(actor), "places": places_of(actor)}


def due_picks(actor: Actor, today: date) -> list[Pick]:
    """The open windows of the person and the unit that still lack entries, the nearest end first, each commitment
    once."""
    rows = list(_open_work(actor, today))
    done = _entries_in(rows)
    before = _last_entries({row.commitment_id for row in rows})
    missing = (row for row in rows if done[row.pk] < (row.commitment.quantity or 1))
    once = {row.commitment_id: row for row in sorted(missing, key=lambda row: row.window_end, reverse=True)}
    nearest = sorted(once.values(), key=lambda row: (row.due_on or row.window_end, row.commitment.position))
    return [_due_pick(row, before.get(row.commitment_id), done[row.pk]) for row in nearest[:MOST_DUE]]


def _open_work(actor: Actor, today: date) -> models.QuerySet[DueWork]:
    mine = models.Q(assignee=actor.person)
    if actor.unit_id:
        mine |= models.Q(unit=actor.unit_id) | models.Q(unit__isnull=True, commitment__lead=actor.unit_id)
    here = DueWork.objects.filter(
        mine, waived_reason="", window_start__lte=today, window_end__gte=today,
        commitment__in=adopted_commitments().values("pk"),
    )  # fmt: skip
    return here.select_related("commitment").order_by("window_end", "commitment__position")


def _entries_in(rows: Iterable[DueWork]) -> Counter[int]:
    """How much is entered in each window, by its id; which grade it has is no matter here."""
    rows = list(rows)
    served = Service.objects.filter(
        commitment__in={row.commitment_id for row in rows}, activity__withdrawn_at__isnull=True
    ).values_list("commitment_id", "counted_on", "activity__happened_on", "activity__times")
    found: Counter[int] = Counter()
    for commitment_id, counted_on, happened_on, times in served:
        day = counted_on or happened_on
        for row in rows:
            if row.commitment_id == commitment_id and row.window_start <= day <= row.window_end:
                found[row.pk] += times
    return found


def _last_entries(commitments: set[int]) -> dict[int, Activity]:
    """By commitment, the latest activity that served it."""
    rows = Service.objects.filter(commitment__in=commitments, activity__withdrawn_at__isnull=True)
    rows = rows.select_related("activity").prefetch_related("activity__services__commitment").order_by("activity_id")
    return {one.commitment_id: one.activity for one in rows}


def _due_pick(row: DueWork, before: Activity | None, done: int) -> Pick:
    need, day = row.commitment.quantity or 1, f"{row.due_on or row.window_end:%d/%m}"
    note = _("Đã ghi %(done)s/%(need)s, hạn %(day)s") if need > 1 else _("Việc đến kỳ, hạn %(day)s")
    words = note % {"done": done, "need": need, "day": day}
    fill = fill_of_commitment(row.commitment, before)
    return Pick(short_title(row.commitment.text), words, f"commitment={row.commitment_id}", fill)


def fill_of_commitment(row: Commitment, before: Activity | None = None) -> dict[str, Any]:
    """What a commitment says of the activity that serves it; more where an entry of before served it already."""
    if before:
        return {**fill_of_activity(before, clock.today()), "commitments": [row.pk]}
    kind = next(iter(row.match_kinds), "") or next(
        (_KIND_OF_CHANNEL[one] for one in row.match_channels if one in _KIND_OF_CHANNEL), ""
    )
    fill: dict[str, Any] = {"title": short_title(row.text), "commitments": [row.pk]}
    fill |= {"kind": kind} if kind else {}
    fill |= {"channels": row.match_channels[:1]} if row.match_channels and not kind else {}
    fill |= {"topics": row.match_topics[:1]} if row.match_topics else {}
    fill |= {"audiences": row.match_audiences[:1]} if row.match_audiences else {}
    return fill


def short_title(text: str) -> str:
    """A clause of a plan as the name of an activity: without its "mỗi tháng có ít nhất 02 lượt", one line."""
    line = " ".join(text.split()).rstrip(" .;")
    for _again in range(6):
        shorter = _OPENING.sub("", line, count=1)
        if shorter == line or len(shorter) < 12:
            break
        line = shorter
    line = line[:1].upper() + line[1:]
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1].rsplit(' ', 1)[0]}…"


def recent_picks(actor: Actor) -> list[Pick]:
    """The person's latest entries, one for each title: the same thing done again is entered with one tap."""
    today = clock.today()
    rows = _own(actor).prefetch_related("services__commitment")[:40]
    once = {title_for(row.title, today): row for row in reversed(rows)}
    latest = list(reversed(once.items()))[:MOST_RECENT]
    return [Pick(title, row.get_kind_display(), f"nhu={row.pk}", fill_of_activity(row, today)) for title, row in latest]


def title_for(title: str, day: date) -> str:
    """A title of before for another day: "Bản tin tháng 10" in November is "Bản tin tháng 11"."""
    monthly = _MONTH.sub(lambda found: f"{found[1]}{day.month}{f'/{day.year}' if found[2] else ''}", title)
    quarter = ("I", "II", "III", "IV")[(day.month - 1) // 3]
    return _QUARTER.sub(lambda found: f"{found[1]}{quarter}{f'/{day.year}' if found[2] else ''}", monthly)


def fill_of_activity(row: Activity, today: date) -> dict[str, Any]:
    """What an entry of before has in common with the next of its kind: not its day, people, evidence, measures."""
    services = [one for one in row.services.all() if one.commitment.measure != MeasureKind.RATIO.value]
    current = set(adopted_commitments().values_list("pk", flat=True)) if services else set()
    return {
        "title": title_for(row.title, today), "kind": row.kind, "integrated": row.integrated, "place": row.place,
        **{name: list(getattr(row, name)) for name in COPIED},
        "commitments": [one.commitment_id for one in services if one.commitment_id in current],
    }  # fmt: skip


def places_of(actor: Actor) -> list[str]:
    """Places of the person's latest entries, the most used first."""
    used = Counter(_own(actor).exclude(place="").values_list("place", flat=True)[:40])
    return [place for place, _number_of_times in used.most_common(MOST_PLACES)]


def last_unit(actor: Actor) -> int | None:
    """The unit that the person entered for the last time; their own at first."""
    row = _own(actor).first()
    return row.unit_id if row and row.unit_id else actor.unit_id


def _own(actor: Actor) -> models.QuerySet[Activity]:
    rows: models.QuerySet[Activity] = Activity.objects.filter(logged_by=actor.person, withdrawn_at__isnull=True)
    return rows.order_by("-id")


def picked(actor: Actor, query: Mapping[str, Any]) -> dict[str, Any]:
    """The first values of a form that a link of a pick opened: ?commitment=5 or ?nhu=12; unknown ones fill nothing."""
    commitment, like = (_number(query.get(name)) for name in ("commitment", "nhu"))
    if commitment and (row := adopted_commitments().filter(pk=commitment).first()):
        return fill_of_commitment(row, _last_entries({row.pk}).get(row.pk))
    if like and (entry := _own(actor).filter(pk=like).first()):
        return fill_of_activity(entry, clock.today())
    return {}


def _number(value: object) -> int | None:
    text = str(value or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None
