"""Reads about communes and people."""

from dataclasses import dataclass, field

from django.db import models

from lantoa.communes.access import Actor
from lantoa.communes.models import (
    CalendarDay,
    Commune,
    CommuneSetting,
    Invitation,
    Membership,
    Neighbourhood,
    Person,
    Unit,
    UnitAlias,
)
from lantoa.communes.roles import Role, permissions_of
from lantoa.communes.rules import InvitationState, invitation_state
from lantoa.communes.usual import UsualUnit, usual_units
from lantoa.core import clock
from lantoa.core.folding import fold
from lantoa.core.holidays import WorkCalendar


def own_memberships(person: Person) -> list[Membership]:
    """The open roles of a person, in every commune. Needs ``tenancy.set_person`` in this transaction, no scope."""
    rows: models.QuerySet[Membership] = Membership.unscoped.filter(person=person, ended_at__isnull=True)
    return list(rows.select_related("commune__province").order_by("commune_id", "id"))


def commune_choices(person: Person, memberships: list[Membership]) -> list[int]:
    """Ids of the communes that the person may open: own memberships; for a province's official all that are in use."""
    ids = list(dict.fromkeys(row.commune_id for row in memberships))
    if person.province_id:
        used = Commune.objects.filter(province_id=person.province_id, opened_at__isnull=False)
        ids += [pk for pk in used.values_list("id", flat=True) if pk not in ids]
    return ids


def actor_for(person: Person, memberships: list[Membership], wanted: int | None) -> Actor | None:
    """The person in the wanted commune, or in the first of theirs; None for a person without any."""
    choices = commune_choices(person, memberships)
    if not choices:
        return None
    commune_id = wanted if wanted in choices else choices[0]
    here = [row for row in memberships if row.commune_id == commune_id]
    roles = frozenset(row.role for row in here)
    if person.province_id and not roles:
        roles = frozenset({Role.PROVINCE_OFFICIAL.value})
    return Actor(
        person=person,
        commune=here[0].commune if here else Commune.objects.select_related("province").get(pk=commune_id),
        roles=roles,
        permissions=permissions_of(roles),
        unit_id=next((row.unit_id for row in here if row.unit_id), None),
        choices=tuple(choices),
    )


def units_in_use() -> models.QuerySet[Unit]:
    """The commune's active units, in its own order."""
    return Unit.objects.filter(is_active=True)


def unit_wordings() -> list[str]:
    """What the commune calls its units: names, short names, and what its plans were seen to write."""
    names = Unit.objects.values_list("name", "short_name")
    others = UnitAlias.objects.values_list("text", flat=True)
    return sorted({name for pair in names for name in pair if name} | set(others))


def all_units() -> models.QuerySet[Unit]:
    """Every unit with its other names and ``people``, the number of people with an open role in it."""
    seats = models.Count("membership__person", filter=models.Q(membership__ended_at__isnull=True), distinct=True)
    rows: models.QuerySet[Unit] = Unit.objects.prefetch_related("aliases").annotate(people=seats)
    return rows


def missing_usual_units(commune: Commune) -> list[UsualUnit]:
    """The usual units of such a commune that are not among its units, under this or another name."""
    names = [*Unit.objects.values_list("name", flat=True), *Unit.objects.values_list("aliases__text", flat=True)]
    known = {fold(name) for name in names if name}
    return [unit for unit in usual_units(commune.kind) if fold(unit.name) not in known]


def members() -> models.QuerySet[Membership]:
    """The commune's people and their open roles."""
    rows = Membership.objects.filter(ended_at__isnull=True).select_related("person", "unit", "neighbourhood")
    return rows.order_by("person__name")


@dataclass(frozen=True, slots=True)
class Member:
    """A person and the open roles in this commune."""

    person: Person
    roles: list[Membership] = field(default_factory=list)


def people(words: str = "") -> list[Member]:
    """The commune's people by name; with ``words`` those whose name, login name or unit contains them."""
    found: dict[int, Member] = {}
    for row in members():
        found.setdefault(row.person_id, Member(row.person)).roles.append(row)
    wanted = fold(words)
    return [member for member in found.values() if wanted in _searched(member)]


def _searched(member: Member) -> str:
    units = [str(row.unit) for row in member.roles if row.unit]
    roles = [row.get_role_display() for row in member.roles]
    return fold(" ".join([member.person.name, member.person.username, *units, *roles]))


def roles_of(person: Person) -> models.QuerySet[Membership]:
    """The person's open roles in the open commune."""
    return members().filter(person=person).order_by("pk")


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation and where it stands."""

    invitation: Invitation
    state: InvitationState


def recent_invitations(limit: int = 50) -> list[InvitationRow]:
    """Invitations that nobody has used, newest first."""
    rows = Invitation.objects.filter(accepted_at__isnull=True).select_related("unit", "invited_by", "person")
    now = clock.now()
    return [
        InvitationRow(
            row,
            invitation_state(
                expires_at=row.expires_at, accepted_at=row.accepted_at, revoked_at=row.revoked_at, now=now
            ),
        )
        for row in rows.order_by("-created_at")[:limit]
    ]


@dataclass(frozen=True, slots=True)
class Overview:
    """Figures of the commune's first page."""

    units: int
    neighbourhoods: int
    people: int
    waiting: int


def overview() -> Overview:
    """How many units in use, neighbourhoods, people and links that wait for somebody."""
    waiting = Invitation.objects.filter(accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=clock.now())
    seats = Membership.objects.filter(ended_at__isnull=True)
    return Overview(
        units=units_in_use().count(),
        neighbourhoods=Neighbourhood.objects.count(),
        people=seats.values("person_id").distinct().count(),
        waiting=waiting.count(),
    )


def neighbourhoods() -> models.QuerySet[Neighbourhood]:
    """The commune's neighbourhoods."""
    return Neighbourhood.objects.all()


def setting_of(commune: Commune) -> CommuneSetting:
    """The commune's settings; an unsaved row with the usual values where none were made."""
    return CommuneSetting.objects.filter(commune=commune).first() or CommuneSetting.of(
        commune.pk, place=commune.short_name, province_line=""
    )


def find_communes(words: str, limit: int = 20) -> models.QuerySet[Commune]:
    """Communes whose name contains the words, with or without diacritics; exact diacritics first."""
    exact = models.Case(models.When(name__icontains=words.strip(), then=0), default=1)
    found = Commune.objects.filter(folded__contains=fold(words)).select_related("province")
    return found.order_by(exact, "name")[:limit]


def communes_to_choose(actor: Actor, words: str = "") -> models.QuerySet[Commune]:
    """The communes that the person may open whose name or province contains the words, without regard to diacritics;
    exact diacritics first."""
    rows = Commune.objects.filter(pk__in=actor.choices).select_related("province")
    if words.strip():
        wanted = fold(words)
        rows = rows.filter(models.Q(folded__contains=wanted) | models.Q(province__folded__contains=wanted))
    exact = models.Case(models.When(name__icontains=words.strip(), then=0), default=1)
    return rows.order_by(exact, "province__name", "name")


def work_calendar() -> WorkCalendar:
    """The working days of the open commune: weekends, public holidays, and its own days. One query."""
    days = list(CalendarDay.objects.values_list("on", "is_off", "name"))
    return WorkCalendar(
        off={on: name for on, is_off, name in days if is_off},
        worked=frozenset(on for on, is_off, _name in days if not is_off),
    )
