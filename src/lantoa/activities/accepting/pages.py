"""What the pages of acceptance need, gathered once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lantoa.activities.accepting import access
from lantoa.activities.accepting.queries import (
    activities_waiting,
    returned_to,
    second_people,
    used_elsewhere,
    waiting_for,
)
from lantoa.activities.accepting.rules import QUICK_NOTES
from lantoa.activities.models import Activity, Evidence
from lantoa.activities.rules import is_far
from lantoa.communes.access import Actor
from lantoa.communes.roles import Permission
from lantoa.core.grades import NEEDS_NO_LOOK, EvidenceState
from lantoa.core.saying import said
from lantoa.files.checks import EVERYTHING, accepted_endings

PAGE_SIZE = 10


@dataclass(frozen=True, slots=True)
class Look:
    """One piece as it is judged: ``far`` taken long before or after; ``elsewhere`` other activities it proves."""

    piece: Evidence
    far: bool
    elsewhere: tuple[Activity, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One activity with what waits of it."""

    activity: Activity
    looks: tuple[Look, ...]

    @property
    def givers(self) -> str:
        """Names of who gave the pieces, each once."""
        return ", ".join(dict.fromkeys(one.piece.added_by.name for one in self.looks if one.piece.added_by))


def queue_page(actor: Actor, number: str | None) -> dict[str, Any]:
    """Minh chứng chờ xác nhận: ten activities with their pieces."""
    page: Page[Activity] = Paginator(activities_waiting(actor), PAGE_SIZE).get_page(number)
    return {
        "page": page,
        "cards": _cards(page.object_list),
        "count": waiting_for(actor).count(),
        "quick_notes": QUICK_NOTES,
        "alone": second_people(actor) == 0,
        "own_waiting": own_waiting(actor),
    }


def own_waiting(actor: Actor) -> int:
    """How many pieces of one's own wait for somebody else."""
    found: int = Evidence.objects.filter(
        state=EvidenceState.WAITING.value, activity__withdrawn_at__isnull=True, added_by=actor.person
    ).exclude(grade__in=NEEDS_NO_LOOK).count()  # fmt: skip
    return found


def _cards(activities: Iterable[Activity]) -> list[Card]:
    rows = list(activities)
    elsewhere = used_elsewhere(piece for row in rows for piece in row.waiting_pieces)  # type: ignore[attr-defined]
    return [
        Card(row, tuple(_look(row, piece, elsewhere) for piece in row.waiting_pieces))  # type: ignore[attr-defined]
        for row in rows
    ]


def _look(activity: Activity, piece: Evidence, elsewhere: dict[str, list[Activity]]) -> Look:
    others = elsewhere.get(piece.file.sha256, []) if piece.file else []
    taken = piece.dated_on if piece.file and piece.file.taken_at else None
    other = tuple({one.pk: one for one in others if one.pk != activity.pk}.values())
    return Look(piece, is_far(taken, activity.happened_on), other)


def returned_page(actor: Actor) -> dict[str, Any]:
    """Minh chứng bị trả lại: what came back to this person, each with its note."""
    return {"pieces": list(returned_to(actor)), "alone": second_people(actor) == 0, "own_waiting": own_waiting(actor)}


def done_page(activity: Activity, pieces: list[Evidence], *, undone: bool = False) -> dict[str, Any]:
    """The line in place of a card that was judged, with the way back."""
    return {"activity": activity, "pieces": pieces, "words": judged_words(pieces), "undone": undone}


def judged_words(pieces: list[Evidence]) -> str:
    """What just happened to these pieces."""
    if not pieces:
        return _("Minh chứng của hoạt động này vừa được người khác xem, không còn gì phải làm.")
    state = pieces[0].state
    if state == EvidenceState.RETURNED.value:
        return _("Đã trả lại minh chứng; người gửi sẽ thấy lý do và gửi lại.")
    if state == EvidenceState.WAITING.value:
        return _("Đã hoàn tác: minh chứng lại chờ xác nhận.")
    words = ngettext("Đã xác nhận %(n)s minh chứng (hạng C).", "Đã xác nhận %(n)s minh chứng (hạng C).", len(pieces))
    return words % {"n": len(pieces)}


def replace_page(piece: Evidence, error: str = "") -> dict[str, Any]:
    """The form that mends a returned piece."""
    return {"piece": piece, "accept": accepted_endings(EVERYTHING), "error": error}


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece on its activity's page, with what this person may do with it."""

    piece: Evidence
    judges: bool
    replaces: bool
    withdraws: bool

    @property
    def waits(self) -> bool:
        """Whether a second person has yet to look."""
        return self.piece.state == EvidenceState.WAITING.value and self.piece.grade not in NEEDS_NO_LOOK

    @property
    def state_words(self) -> str:
        """What stands beside it."""
        if self.piece.grade in NEEDS_NO_LOOK and self.piece.state in {"waiting", "accepted"}:
            return _("Hệ thống ghi nhận")
        return said(EvidenceState(self.piece.state).label)


def shown_pieces(actor: Actor, pieces: Iterable[Evidence]) -> list[Shown]:
    """The pieces of an activity for its page."""
    return [
        Shown(
            piece, judges=access.judges(actor, piece), replaces=access.may_replace(actor, piece),
            withdraws=access.may_withdraw_piece(actor, piece),
        )
        for piece in pieces
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waits:
    """One line of the home page: what waits for this person about evidence."""

    title: str
    text: str
    url: str


def for_home(actor: Actor) -> list[Waits]:
    """Evidence to look at, and evidence that came back."""
    found = []
    if actor.may(Permission.ACCEPT_EVIDENCE) and (n := waiting_for(actor).count()):
        words = ngettext("%(n)s minh chứng chờ xác nhận", "%(n)s minh chứng chờ xác nhận", n) % {"n": n}
        text = _("Xem ảnh, tệp và xác nhận; chưa xác nhận thì chỉ được tính là lời khai (hạng D).")
        found.append(Waits(words, text, reverse("evidence_queue")))
    if actor.may(Permission.LOG_ACTIVITY) and (n := returned_to(actor).count()):
        words = ngettext("%(n)s minh chứng bị trả lại", "%(n)s minh chứng bị trả lại", n) % {"n": n}
        text = _("Xem lý do, thay bằng ảnh hoặc tệp khác rồi gửi lại.")
        found.append(Waits(words, text, reverse("evidence_returned")))
    return found
