"""Reads about evidence that waits for a second person, and about what was returned."""

from collections.abc import Iterable, Sequence

from django.db import models

from lantoa.activities.accepting.rules import Piece
from lantoa.activities.models import Activity, Evidence
from lantoa.communes.access import Actor
from lantoa.communes.models import Membership
from lantoa.communes.roles import ROLE_PERMISSIONS, Permission
from lantoa.core.grades import NEEDS_NO_LOOK, EvidenceState


def facts_of(piece: Evidence) -> Piece:
    """The row as the rules see it."""
    return Piece(piece.pk, piece.grade, piece.state, piece.added_by_id)


def waiting() -> models.QuerySet[Evidence]:
    """Every piece of a standing activity that waits for a second person."""
    rows: models.QuerySet[Evidence] = Evidence.objects.filter(
        state=EvidenceState.WAITING.value, activity__withdrawn_at__isnull=True
    )
    return rows.exclude(grade__in=NEEDS_NO_LOOK)


def waiting_for(actor: Actor) -> models.QuerySet[Evidence]:
    """What waits for this person: nobody is the second person for what they gave themselves."""
    return waiting().exclude(added_by=actor.person)


def returned_to(actor: Actor) -> models.QuerySet[Evidence]:
    """What came back to this person and was not mended yet."""
    rows: models.QuerySet[Evidence] = Evidence.objects.filter(
        state=EvidenceState.RETURNED.value, activity__withdrawn_at__isnull=True, added_by=actor.person
    )
    return rows.select_related("file", "activity", "judged_by").order_by("-judged_at", "-id")


def activities_waiting(actor: Actor) -> models.QuerySet[Activity]:
    """Activities with evidence that waits for this person; what was given first comes first."""
    mine = waiting_for(actor)
    rows: models.QuerySet[Activity] = Activity.objects.filter(pk__in=mine.values("activity_id"))
    given = models.Subquery(mine.filter(activity=models.OuterRef("pk")).order_by("id").values("id")[:1])
    pieces = mine.select_related("file", "added_by").order_by("id")
    prefetch = models.Prefetch("evidence", pieces, to_attr="waiting_pieces")
    return rows.select_related("unit", "logged_by").prefetch_related(prefetch).order_by(given)


def used_elsewhere(pieces: Iterable[Evidence]) -> dict[str, list[Activity]]:
    """By hash of the file: the standing activities that the same file proves, its own among them. One query."""
    rows = list(pieces)
    hashes = {piece.file.sha256 for piece in rows if piece.file}
    others = Evidence.objects.filter(file__sha256__in=hashes, activity__withdrawn_at__isnull=True)
    others = others.exclude(state__in=(EvidenceState.REPLACED.value, EvidenceState.WITHDRAWN.value))
    found: dict[str, list[Activity]] = {}
    for other in others.select_related("file", "activity"):
        found.setdefault(other.file.sha256, []).append(other.activity)
    return found


def second_people(actor: Actor) -> int:
    """How many people besides this one may accept evidence here. 0 = what this person gives stays unconfirmed."""
    roles = [role.value for role, given in ROLE_PERMISSIONS.items() if Permission.ACCEPT_EVIDENCE in given]
    seats = Membership.objects.filter(ended_at__isnull=True, role__in=roles).exclude(person=actor.person)
    return int(seats.values("person_id").distinct().count())


def pieces_of(activity: Activity, ids: Sequence[int]) -> list[Evidence]:
    """These pieces of the activity, locked, in their order; ids of others are not found."""
    rows = Evidence.objects.select_for_update(of=("self",)).filter(activity=activity)
    return list(rows.filter(pk__in=ids).order_by("id"))
