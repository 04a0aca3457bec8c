"""The chain in the database: nobody may change it, not even its owner; what is forced in all the same is found."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lantoa.communes.models import Unit
from lantoa.ledger import anchors
from lantoa.ledger.actions import note_opening, record
from lantoa.ledger.models import Entry
from lantoa.ledger.queries import anchor_of, prove
from lantoa.ledger.rules import Anchor, FaultKind
from tests.factories import World

TABLE = "ledger_entry"


@contextmanager
def as_owner() -> Iterator[Callable[..., Any]]:
    """Statements of the role that owns the table."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the end would stand in the way of ALTER TABLE
        cursor.execute("SET ROLE NONE")
        yield cursor.execute
        cursor.execute("SET ROLE lantoa_app")


@contextmanager
def forced() -> Iterator[Callable[..., Any]]:
    """As the owner, with the refusals switched off: what only somebody with the owner's password can do."""
    with as_owner() as run:
        run(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
        yield run
        run(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER ledger_append_only")


def filled(world: World, count: int = 6) -> list[Entry]:
    unit = Unit.objects.all()[0]
    for number in range(count):
        record(action="thử", on=unit, by=world.owner, lan=number, chu="ổn định", ty_le=1.0)
    return list(Entry.objects.order_by("seq"))


def test_a_ledger_as_written_is_sound(in_commune: World) -> None:
    entries = filled(in_commune)
    proof = prove(in_commune.commune.pk, [anchor_of(in_commune.commune.pk)])
    assert proof.is_sound, proof.faults
    assert (proof.entries, proof.seq, proof.head) == (len(entries), entries[-1].seq, entries[-1].hash)


@pytest.mark.parametrize("statement", [f"UPDATE {TABLE} SET action = 'x'", f"DELETE FROM {TABLE}", f"TRUNCATE {TABLE}"])
@pytest.mark.parametrize("role", ["NONE", "lantoa_app"])
def test_the_database_refuses_to_change_drop_and_empty_for_everybody(
    in_commune: World, role: str, statement: str
) -> None:
    filled(in_commune, 1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER ledger_no_truncate")  # tests are emptied by TRUNCATE
        cursor.execute(f"SET ROLE {role}")
        with pytest.raises(DatabaseError, match=r"append-only|permission denied"):
            cursor.execute(statement)
        transaction.set_rollback(True)
    assert Entry.objects.exists()


def other(name: str, value: Any, place: int) -> Any:
    if isinstance(value, str):
        at = place % len(value)
        return value[:at] + ("a" if value[at] != "a" else "b") + value[at + 1 :]
    if isinstance(value, datetime):
        return value.replace(microsecond=(value.microsecond + 1 + place) % 1_000_000)
    if isinstance(value, dict):
        return json.dumps({**value, "lan": place + 1000})
    return (value or 0) + 1_000_000 + place


COLUMNS = ["seq", "at", "actor_id", "action", "object_type", "object_id", "data", "previous_hash", "hash"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(COLUMNS), at=st.integers(0, 5), place=st.integers(0, 63))
def test_any_changed_byte_of_any_column_is_found(in_commune: World, column: str, at: int, place: int) -> None:
    with transaction.atomic():
        entry = filled(in_commune)[at]
        anchor = anchor_of(in_commune.commune.pk)
        with forced() as run:
            run(
                f"UPDATE {TABLE} SET {column} = %s WHERE id = %s",
                [other(column, getattr(entry, column), place), entry.pk],
            )
        assert not prove(in_commune.commune.pk, [anchor]).is_sound
        transaction.set_rollback(True)


def test_dropped_entries_and_a_cut_tail_are_named(in_commune: World) -> None:
    entries = filled(in_commune)
    anchor = anchor_of(in_commune.commune.pk)
    gone = [entries[1].seq, entries[2].seq, entries[-1].seq]
    with forced() as run:
        run(f"DELETE FROM {TABLE} WHERE commune_id = %s AND seq = ANY(%s)", [in_commune.commune.pk, gone])
    found = prove(in_commune.commune.pk, [anchor]).faults
    assert [(fault.kind, fault.seq, fault.last) for fault in found] == [
        (FaultKind.DROPPED, gone[0], gone[1]), (FaultKind.CUT_OFF, gone[2], gone[2]),
    ]  # fmt: skip
    without = prove(in_commune.commune.pk).faults
    assert [fault.kind for fault in without] == [FaultKind.DROPPED], "a chain alone does not know its end"


def test_opening_is_noted_once_a_day_for_each_person(in_commune: World) -> None:
    unit = Unit.objects.all()[0]
    before = Entry.objects.count()
    for _ in range(3):
        note_opening(action="report.opened", on=unit, by=in_commune.owner)
    note_opening(action="report.opened", on=unit, by=next(iter(in_commune.people.values())))
    assert Entry.objects.count() == before + 2


def test_anchors_are_kept_in_a_file_and_survive_a_torn_line(tmp_path: Path) -> None:
    file, moment = tmp_path / "neo" / anchors.NAME, datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
    anchors.keep(file, [(7, Anchor(12, "ab" * 32)), (8, Anchor(3, "cd" * 32))], at=moment)
    anchors.keep(file, [(7, Anchor(15, "ef" * 32))], at=moment)
    with file.open("a") as torn:
        torn.write('{"at": "2026-03-02T')
    assert anchors.kept(file, 7) == [
        Anchor(12, "ab" * 32, "mốc ngày 02/03/2026"), Anchor(15, "ef" * 32, "mốc ngày 02/03/2026"),
    ]  # fmt: skip
    assert file.stat().st_mode & 0o077 == 0
    assert anchors.kept(tmp_path / "không có", 7) == []


def test_after_a_restore_anchors_of_what_is_gone_are_void_and_the_restore_is_seen(tmp_path: Path) -> None:
    file = tmp_path / anchors.NAME
    days = [datetime(2026, 3, day, tzinfo=UTC) for day in (1, 2, 3, 4, 5)]
    for number, day in enumerate(days[:3], start=1):
        anchors.keep(file, [(7, Anchor(number, "ab" * 32))], at=day)
    anchors.note_restore(file, of=days[1], at=days[3])
    anchors.keep(file, [(7, Anchor(2, "cd" * 32))], at=days[4])
    restored = anchors.restores(file)
    assert restored == [(days[1], days[3])]
    assert [one.seq for one in anchors.kept(file, 7, restored=restored)] == [1, 2, 2]
    assert [one.seq for one in anchors.kept(file, 7)] == [1, 2, 3, 2]
    assert anchors.restores(tmp_path / "không có") == []
