"""One commune never sees another's rows: not by the manager, not by joins, not by raw SQL, not by writing."""

import pytest
from django.apps import apps
from django.db import IntegrityError, InternalError, ProgrammingError, connection, models, transaction
from tests.factories import World, build_world

from lantoa.communes.models import Membership, Unit, UnitAlias
from lantoa.core.guards import commune_models
from lantoa.core.tenancy import CommuneModel, ScopeMissing, scope, set_person
from lantoa.ledger.actions import record
from lantoa.ledger.models import Entry

pytestmark = pytest.mark.django_db

GLOBAL = {
    "communes.Province", "communes.Commune", "communes.Person", "contenttypes.ContentType", "auth.Permission",
    "auth.Group", "sessions.Session", "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator",
    "care.CareRun",
}  # fmt: skip


@pytest.fixture
def two() -> tuple[World, World]:
    return build_world("Phường Một"), build_world("Phường Hai")


def test_every_table_belongs_to_a_commune_or_stands_on_the_short_list() -> None:
    others = {m._meta.label for m in apps.get_models() if not issubclass(m, CommuneModel)}
    assert {label for label in others if not label.startswith("procrastinate.")} == GLOBAL


def test_commune_models_have_no_hidden_link_tables() -> None:
    hidden = [
        m for m in commune_models() for f in m._meta.local_many_to_many if f.remote_field.through._meta.auto_created
    ]
    assert hidden == []


def test_without_a_scope_every_use_is_an_error(two: tuple[World, World]) -> None:
    for use in (Unit.objects.exists, Unit.objects.count, lambda: list(Unit.objects.all()), Unit.objects.first):
        with pytest.raises(ScopeMissing):
            use()


def test_the_manager_shows_only_the_open_commune(two: tuple[World, World]) -> None:
    one, other = two
    with scope([one.commune.pk]):
        assert set(Unit.objects.values_list("commune_id", flat=True)) == {one.commune.pk}
        assert not Unit.objects.filter(commune=other.commune).exists()
    with scope([one.commune.pk, other.commune.pk]):
        assert Unit.objects.filter(commune=other.commune).exists()


def test_the_database_hides_other_communes_from_raw_sql(two: tuple[World, World]) -> None:
    one, _ = two
    with scope([one.commune.pk]), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT commune_id FROM communes_unit")
        assert cursor.fetchall() == [(one.commune.pk,)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM communes_unit")
        assert cursor.fetchone() == (0,)


def test_saving_into_another_commune_is_an_error(two: tuple[World, World]) -> None:
    one, other = two
    with scope([one.commune.pk]), pytest.raises(ScopeMissing):
        Unit.of(other.commune.pk, name="Lạc chỗ").save()


def test_the_database_refuses_bulk_writes_into_another_commune(two: tuple[World, World]) -> None:
    one, other = two
    with scope([one.commune.pk]), pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        Unit.objects.bulk_create([Unit.of(other.commune.pk, name="Lạc chỗ", folded="lac cho")])


def test_a_row_cannot_point_at_another_communes_row(two: tuple[World, World]) -> None:
    one, other = two
    with scope([other.commune.pk]):
        foreign = Unit.objects.all()[0]
    with scope([one.commune.pk]), pytest.raises(IntegrityError):
        _point_across(one, foreign)


def _point_across(world: World, foreign: Unit) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        UnitAlias.objects.bulk_create([UnitAlias.of(world.commune.pk, unit=foreign, text="trỏ nhầm")])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_commune_table_has_its_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid "
            "WHERE c.relrowsecurity AND p.polname = 'commune_scope'"
        )
        walled = {name for (name,) in cursor.fetchall()}
    assert walled == {model._meta.db_table for model in commune_models()}


def test_a_person_reads_own_memberships_and_no_others(two: tuple[World, World]) -> None:
    one, _ = two
    set_person(one.owner.pk)
    rows: models.QuerySet[Membership] = Membership.unscoped.all()
    assert {row.person_id for row in rows} == {one.owner.pk}


def test_the_ledger_can_be_neither_changed_nor_dropped(in_commune: World) -> None:
    entry = record(action="thử", on=Unit.objects.all()[0], by=in_commune.owner)
    for spoil in (lambda: Entry.objects.update(action="khác"), lambda: Entry.objects.all().delete()):
        with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            spoil()
    assert Entry.objects.get(pk=entry.pk).hash == entry.hash


def test_ledger_entries_are_chained(in_commune: World) -> None:
    unit = Unit.objects.all()[0]
    first, second = (record(action="thử", on=unit, by=in_commune.owner, lan=n) for n in (1, 2))
    assert (second.seq, second.previous_hash) == (first.seq + 1, first.hash)
