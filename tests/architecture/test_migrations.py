"""Migrations are complete, in one line, and never leave the room that they belong to."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

Key = tuple[str, str]
OURS = {config.label for config in apps.get_app_configs() if config.name.startswith("lantoa.")}


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    return MigrationLoader(None, ignore_no_migrations=True)


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"migrations are missing:\n{said.getvalue()}")


def line(label: str, loader: MigrationLoader) -> dict[Key, Migration]:
    """The room's migrations as a new installation takes them: a squashed one instead of those that it replaces."""
    own = {key: migration for key, migration in loader.disk_migrations.items() if key[0] == label}
    replaced = {key for migration in own.values() for key in migration.replaces}
    return {key: migration for key, migration in own.items() if key not in replaced}


@pytest.mark.parametrize("label", sorted(OURS))
def test_each_room_has_one_line_of_migrations(label: str, loader: MigrationLoader) -> None:
    assert len(loader.graph.leaf_nodes(label)) <= 1
    own = line(label, loader)
    instead = {old: key for key, migration in own.items() for old in migration.replaces}
    before = {key: {instead.get(d, d) for d in own[key].dependencies if d[0] == label} for key in own}
    assert len([key for key in own if not before[key]]) <= 1, "two beginnings"
    nexts = [d for key in own for d in before[key]]
    assert len(nexts) == len(set(nexts)), f"a fork: {nexts}"


@pytest.mark.parametrize("label", sorted(OURS))
def test_migrations_are_numbered_in_their_order(label: str, loader: MigrationLoader) -> None:
    """A squashed one stands for the numbers that it replaces: 0001_squashed_0005_… is followed by 0006."""
    numbers = []
    for (_app, name), migration in sorted(line(label, loader).items()):
        replaced = [int(old[:4]) for _label, old in migration.replaces]
        assert replaced == list(range(1, len(replaced) + 1)), name
        assert not replaced or name == f"0001_squashed_{migration.replaces[-1][1]}"
        numbers += replaced or [int(name[:4])]
    assert numbers == list(range(1, len(numbers) + 1)), label


def test_no_merge_migrations(loader: MigrationLoader) -> None:
    assert [key for key in loader.disk_migrations if key[0] in OURS and "merge" in key[1]] == []
