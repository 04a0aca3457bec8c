"""What is kept in memory is given out only while nothing has happened, and only to who has the commune open."""

from typing import Any

import pytest
from django.db import connection, transaction

from lantoa.communes.models import Unit
from lantoa.core.tenancy import ScopeMissing, scope
from lantoa.ledger.actions import record
from lantoa.ledger.kept import kept, page
from tests.factories import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    return build_world()


class Asked:
    """A reading that tells how often it was made."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[str]:
        self.times += 1
        return list(Unit.objects.values_list("name", flat=True))


def entry(world: World) -> None:
    with scope([world.commune.pk]):
        record(action="unit.changed", on=Unit.objects.earliest("pk"), by=world.owner)


@pytest.fixture(autouse=True)
def _begun(world: World) -> None:
    entry(world)


def test_the_same_head_is_read_once_and_a_new_entry_anew(world: World) -> None:
    asked = Asked()
    for _ in range(3):
        with scope([world.commune.pk]):
            kept(world.commune.pk, "units", asked)
    assert asked.times == 1
    with scope([world.commune.pk]):
        kept(world.commune.pk, ("units", "en"), asked)
    assert asked.times == 2, "another name is another value"
    entry(world)
    with scope([world.commune.pk]):
        kept(world.commune.pk, "units", asked)
    assert asked.times == 3


def test_nothing_is_given_out_of_a_commune_that_is_not_open(world: World) -> None:
    with scope([world.commune.pk]):
        kept(world.commune.pk, "units", Asked())
    other = build_world("Phường Bên Cạnh")
    with scope([other.commune.pk]), pytest.raises(ScopeMissing):
        kept(world.commune.pk, "units", Asked())
    with pytest.raises(ScopeMissing):
        kept(world.commune.pk, "units", Asked())


def test_who_has_written_keeps_nothing_for_others(world: World) -> None:
    asked, pk = Asked(), world.commune.pk
    with scope([pk]):
        before = kept(pk, "units", asked)
    with scope([pk]):
        Unit.objects.filter(pk=Unit.objects.earliest("pk").pk).update(name="Đổi tên dở dang")
        assert kept(pk, "units", asked) != before, "its own change is seen"
        transaction.set_rollback(True)
    with scope([pk]):
        assert kept(pk, "units", asked) == before
    assert asked.times == 2


def test_what_is_asked_for_inside_is_asked_under_the_same_head(world: World) -> None:
    pk, asked = world.commune.pk, Asked()

    def outer() -> list[str]:
        return kept(pk, "units", asked)

    with scope([pk]):
        assert kept(pk, "outer", outer) is kept(pk, "units", asked)
    assert asked.times == 1


def test_a_page_reads_the_head_once(world: World) -> None:
    pk = world.commune.pk

    def heads_read() -> int:
        seen: list[str] = []

        def listen(execute: Any, sql: str, *more: Any) -> Any:
            seen.append(sql)
            return execute(sql, *more)

        with connection.execute_wrapper(listen):
            for name in ("units", "people", "units"):
                kept(pk, name, Asked())
        return sum("FROM ledger_entry" in one for one in seen)

    with scope([pk]), page():
        assert heads_read() == 1
    with scope([pk]):
        assert heads_read() == 3, "who shows no page asks each time"


@pytest.mark.parametrize("way", ["rows", "save", "sql"])
def test_a_page_that_writes_sees_what_it_wrote_and_keeps_it_from_others(world: World, way: str) -> None:
    asked, pk = Asked(), world.commune.pk
    with scope([pk]), page():
        before = kept(pk, "units", asked)
        unit = Unit.objects.earliest("pk")
        if way == "rows":
            Unit.objects.filter(pk=unit.pk).update(name="Đổi tên dở dang")
        elif way == "save":
            unit.name = "Đổi tên dở dang"
            unit.save()
        else:
            with connection.cursor() as cursor:
                cursor.execute("WITH one AS (SELECT %s AS id) UPDATE communes_unit SET name = 'x' FROM one "
                               "WHERE communes_unit.id = one.id", [unit.pk])  # fmt: skip
        assert kept(pk, "units", asked) != before
        transaction.set_rollback(True)
    with scope([pk]), page():
        assert kept(pk, "units", asked) == before
    assert asked.times == 2
