"""Reads about communes and people."""

from django.db import models

from lantoa.communes.access import Actor
from lantoa.communes.models import Commune, CommuneSetting, Membership, Neighbourhood, Person, Unit
from lantoa.communes.roles import Role, permissions_of
from lantoa.core.folding import fold


def own_memberships(person: Person) -> list[Membership]:
    """The open roles of a person, in every commune. Needs ``tenancy.set_person`` in this transaction, no scope."""
    rows: models.QuerySet[Membership] = Membership.unscoped.filter(person=person, ended_at__isnull=True)
    return list(rows.order_by("commune_id", "id"))


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
        commune=Commune.objects.select_related("province").get(pk=commune_id),
        roles=roles,
        permissions=permissions_of(roles),
        unit_id=next((row.unit_id for row in here if row.unit_id), None),
        choices=tuple(choices),
    )


def units_in_use() -> models.QuerySet[Unit]:
    """The commune's active units, in its own order."""
    return Unit.objects.filter(is_active=True)


def members() -> models.QuerySet[Membership]:
    """The commune's people and their open roles."""
    rows = Membership.objects.filter(ended_at__isnull=True).select_related("person", "unit", "neighbourhood")
    return rows.order_by("person__name")


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
