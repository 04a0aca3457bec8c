"""Migrations are complete, in one line, and never leave the room that they belong to."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

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


@pytest.mark.parametrize("label", sorted(OURS))
def test_each_room_has_one_line_of_migrations(label: str, loader: MigrationLoader) -> None:
    assert len(loader.graph.leaf_nodes(label)) <= 1
    own = [key for key in loader.disk_migrations if key[0] == label]
    firsts = [key for key in own if not any(d[0] == label for d in loader.disk_migrations[key].dependencies)]
    nexts = [d for key in own for d in loader.disk_migrations[key].dependencies if d[0] == label]
    assert len(firsts) <= 1, f"two beginnings: {firsts}"
    assert len(nexts) == len(set(nexts)), f"a fork: {nexts}"


def test_migrations_are_numbered_in_their_order(loader: MigrationLoader) -> None:
    for label in OURS:
        numbers = sorted(name[:4] for app, name in loader.disk_migrations if app == label)
        assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)], label


def test_no_merge_migrations(loader: MigrationLoader) -> None:
    assert [key for key in loader.disk_migrations if key[0] in OURS and "merge" in key[1]] == []
