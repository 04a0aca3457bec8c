"""Writes about communes and people."""

from collections.abc import Iterable

from django.db import transaction
from vietnam_provinces import Province as OfficialProvince
from vietnam_provinces import Ward as OfficialWard

from lantoa.communes.models import (
    Commune,
    CommuneSetting,
    Membership,
    Neighbourhood,
    Person,
    Province,
    Unit,
    UnitAlias,
)
from lantoa.communes.roles import Role
from lantoa.communes.usual import usual_units
from lantoa.core import clock
from lantoa.core.folding import fold


def load_gazetteer() -> tuple[int, int]:
    """Write the 34 provinces and 3,321 communes of the maintained package; safe to repeat.

    Returns:
        The number of provinces and of communes that the package lists.
    """
    provinces = [Province(id=int(p.code), name=p.name, folded=fold(p.name)) for p in OfficialProvince.iter_all()]
    Province.objects.bulk_create(
        provinces, update_conflicts=True, unique_fields=["id"], update_fields=["name", "folded"]
    )
    communes = [
        Commune(
            id=int(w.code),
            province_id=int(w.province_code),
            name=w.name,
            kind=w.division_type.value,
            folded=fold(w.name),
        )
        for w in OfficialWard.iter_all()
    ]
    Commune.objects.bulk_create(
        communes, batch_size=1000, update_conflicts=True, unique_fields=["id"],
        update_fields=["province", "name", "kind", "folded"],
    )  # fmt: skip
    return len(provinces), len(communes)


@transaction.atomic
def open_commune(*, commune: Commune) -> None:
    """Begin to use a commune: its settings and the usual units. Needs the commune's scope; safe to repeat."""
    if not commune.opened_at:
        commune.opened_at = clock.now()
        commune.save(update_fields=["opened_at"])
    CommuneSetting.objects.get_or_create(commune=commune, defaults={"place": commune.short_name})
    for position, usual in enumerate(usual_units(commune.kind), start=1):
        unit, _ = Unit.objects.get_or_create(
            commune=commune,
            name=usual.name,
            defaults={"short_name": usual.short_name, "asked": usual.asked, "position": position * 10},
        )
        remember_aliases(unit=unit, texts=usual.aliases)


def remember_aliases(*, unit: Unit, texts: Iterable[str]) -> None:
    """Keep other names of the unit; a name that another unit holds already stays there."""
    for text in texts:
        UnitAlias.objects.get_or_create(commune_id=unit.commune_id, text=text, defaults={"unit": unit})


def give_role(*, person: Person, commune: Commune, role: Role, unit: Unit | None = None, title: str = "") -> Membership:
    """Give a person a role in the open commune; the same role again changes its unit and title."""
    membership, _ = Membership.objects.update_or_create(
        commune=commune,
        person=person,
        role=role.value,
        ended_at=None,
        defaults={"unit": unit, "title": title},
    )
    return membership


def add_neighbourhoods(*, commune: Commune, names: Iterable[str]) -> None:
    """Add neighbourhoods that are not there yet, in the order given."""
    for position, name in enumerate(names, start=1):
        Neighbourhood.objects.get_or_create(commune=commune, name=name, defaults={"position": position})
