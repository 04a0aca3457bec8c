"""Writes about a commune: its beginning, its units, neighbourhoods, roles and settings. Each leaves one entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction
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
from lantoa.communes.rules import check_can_end, not_yet_there, order_after_move
from lantoa.communes.usual import UsualUnit, usual_units
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.folding import fold
from lantoa.core.tenancy import CommuneModel
from lantoa.ledger.actions import record


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
def open_commune(*, commune: Commune, by: Person | None = None) -> None:
    """Begin to use a commune: its settings and the usual units. Needs the commune's scope; safe to repeat."""
    setting, is_new = CommuneSetting.objects.get_or_create(commune=commune, defaults={"place": commune.short_name})
    if not commune.opened_at:
        commune.opened_at = clock.now()
        commune.save(update_fields=["opened_at"])
    for usual in usual_units(commune.kind):
        _add_usual(commune, usual)
    if is_new:
        record(action="commune.opened", on=setting, by=by, units=Unit.objects.count())


def _add_usual(commune: Commune, usual: UsualUnit) -> Unit:
    unit: Unit
    unit, _ = Unit.objects.get_or_create(
        commune=commune,
        name=usual.name,
        defaults={"short_name": usual.short_name, "asked": usual.asked, "position": _next_position(Unit)},
    )
    remember_aliases(unit=unit, texts=usual.aliases)
    return unit


def _next_position(model: type[Unit] | type[Neighbourhood]) -> int:
    last: int | None = model.objects.aggregate(last=models.Max("position"))["last"]
    return min((last or 0) + 10, 32_000)


def remember_aliases(*, unit: Unit, texts: Iterable[str]) -> None:
    """Keep other names of the unit; a name that another unit holds already stays there."""
    for text in texts:
        UnitAlias.objects.get_or_create(commune_id=unit.commune_id, text=text, defaults={"unit": unit})


@dataclass(frozen=True, slots=True)
class UnitDetails:
    """What a person says about a unit. ``aliases`` are all other names that it shall have."""

    name: str
    short_name: str = ""
    asked: bool = False
    is_active: bool = True
    aliases: tuple[str, ...] = ()


@transaction.atomic
def add_unit(*, commune: Commune, details: UnitDetails, by: Person) -> Unit:
    """A new unit at the end of the list."""
    unit = Unit.of(commune.pk, position=_next_position(Unit))
    _write_unit(unit, details)
    record(action="unit.added", on=unit, by=by, aliases=len(details.aliases))
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, details: UnitDetails, by: Person) -> None:
    """Rename, set other names, take out of use or back. What was done by the unit stays with it."""
    was_active = unit.is_active
    _write_unit(unit, details)
    record(action="unit.changed", on=unit, by=by, active=unit.is_active, was_active=was_active)


def _write_unit(unit: Unit, details: UnitDetails) -> None:
    unit.name, unit.short_name = details.name, details.short_name
    unit.asked, unit.is_active = details.asked, details.is_active
    _save_once(unit, "unit_there", f"Đã có đơn vị tên “{details.name}”. Xin dùng tên khác hoặc sửa đơn vị đã có.")
    UnitAlias.objects.filter(unit=unit).exclude(text__in=details.aliases).delete()
    for text in details.aliases:
        alias, _ = UnitAlias.objects.get_or_create(commune_id=unit.commune_id, text=text, defaults={"unit": unit})
        if alias.unit_id != unit.pk:
            raise Refused("alias_taken", f"Tên gọi “{text}” đang thuộc về {alias.unit}. Xin bỏ ở đơn vị đó trước.")


def _save_once(row: CommuneModel, code: str, message: str) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refused(code, message) from error


@transaction.atomic
def add_usual_units(*, commune: Commune, names: Iterable[str], by: Person) -> list[Unit]:
    """Add the named ones of the usual units."""
    wanted = frozenset(names)
    added = [_add_usual(commune, usual) for usual in usual_units(commune.kind) if usual.name in wanted]
    if added:
        record(action="units.added", on=added[0], by=by, ids=[unit.pk for unit in added])
    return added


@transaction.atomic
def move_unit(*, unit: Unit, step: int, by: Person) -> None:
    """Move a unit up (-1) or down (1) in the commune's order."""
    units = {row.pk: row for row in Unit.objects.select_for_update().order_by("position", "name")}
    for place, pk in enumerate(order_after_move(list(units), unit.pk, step), start=1):
        units[pk].position = place * 10
    Unit.objects.bulk_update(units.values(), ["position"])
    record(action="unit.moved", on=unit, by=by, step=step)


@transaction.atomic
def add_neighbourhoods(*, commune: Commune, names: Iterable[str], by: Person | None = None) -> list[Neighbourhood]:
    """Add neighbourhoods that are not there yet, in the order given. Returns the new ones."""
    there = Neighbourhood.objects.values_list("name", flat=True)
    first = _next_position(Neighbourhood)
    rows = [
        Neighbourhood.of(commune.pk, name=name, position=min(first + place, 32_000))
        for place, name in enumerate(not_yet_there(names, there))
    ]
    added = Neighbourhood.objects.bulk_create(rows)
    if added:
        record(action="neighbourhoods.added", on=added[0], by=by, ids=[row.pk for row in added])
    return added


@transaction.atomic
def rename_neighbourhood(*, neighbourhood: Neighbourhood, name: str, by: Person) -> None:
    """Another name; what was done there stays with it."""
    neighbourhood.name = name
    _save_once(neighbourhood, "neighbourhood_there", f"Đã có “{name}” trong danh sách.")
    record(action="neighbourhood.renamed", on=neighbourhood, by=by)


@transaction.atomic
def drop_neighbourhood(*, neighbourhood: Neighbourhood, by: Person) -> None:
    """Take out a neighbourhood that nothing refers to.

    Raises:
        Refused: people or work stand at it.
    """
    record(action="neighbourhood.dropped", on=neighbourhood, by=by)
    try:
        with transaction.atomic():
            neighbourhood.delete()
    except models.ProtectedError as error:
        message = (
            f"“{neighbourhood.name}” đang gắn với cộng tác viên hoặc công việc nên chỉ đổi tên được, không bỏ được."
        )
        raise Refused("neighbourhood_in_use", message) from error


@transaction.atomic
def give_role(
    *, person: Person, commune: Commune, role: Role, unit: Unit | None = None, title: str = "",
    neighbourhood: Neighbourhood | None = None, by: Person | None = None,
) -> Membership:  # fmt: skip
    """Give a person a role in the open commune; the same role again changes its unit and title."""
    membership: Membership
    membership, is_new = Membership.objects.update_or_create(
        commune=commune,
        person=person,
        role=role.value,
        ended_at=None,
        defaults={"unit": unit, "title": title, "neighbourhood": neighbourhood},
    )
    action = "role.given" if is_new else "role.changed"
    record(action=action, on=membership, by=by, person=person.pk, role=role.value, unit=unit and unit.pk)
    return membership


@transaction.atomic
def change_membership(
    *, membership: Membership, unit: Unit | None, neighbourhood: Neighbourhood | None, title: str, by: Person
) -> None:
    """Move a role to another unit or neighbourhood, or change its title."""
    membership.unit, membership.neighbourhood, membership.title = unit, neighbourhood, title
    membership.save()
    record(
        action="role.changed", on=membership, by=by,
        person=membership.person_id, role=membership.role, unit=unit and unit.pk,
    )  # fmt: skip


@transaction.atomic
def end_role(*, membership: Membership, by: Person) -> None:
    """End a role: the person keeps what was done, and no longer sees the commune where this was the only role.

    Raises:
        Refused: it is the last administrator's.
    """
    open_ones = Membership.objects.select_for_update().filter(role=Role.ADMINISTRATOR.value, ended_at__isnull=True)
    check_can_end(membership.role, administrators=len(open_ones))
    membership.ended_at = clock.now()
    membership.save(update_fields=["ended_at"])
    record(action="role.ended", on=membership, by=by, person=membership.person_id, role=membership.role)


@transaction.atomic
def change_settings(*, setting: CommuneSetting, values: Mapping[str, Any], by: Person) -> None:
    """Write the letterhead, signer, recipients and report days. ``values``: names of columns → new values."""
    changed = sorted(name for name, value in values.items() if getattr(setting, name) != value)
    for name in changed:
        setattr(setting, name, values[name])
    setting.save()
    record(action="settings.changed", on=setting, by=by, fields=changed)
