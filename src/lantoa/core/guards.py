"""The wall around each commune in PostgreSQL: applied after every migration, safe to repeat (ADR 0003).

For every table of a commune: row-level security by the scope of the transaction, and foreign keys that agree on the
commune. The application connects as ``lantoa_app``, which owns nothing; migrations run as the owner.
"""

import hashlib
import time
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import InternalError, OperationalError, connection, models, transaction

from lantoa.core.tenancy import CommuneModel

APP_ROLE = "lantoa_app"

_ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN CREATE ROLE {APP_ROLE} NOLOGIN; END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
  IF current_user <> '{APP_ROLE}' AND NOT pg_has_role(current_user, '{APP_ROLE}', 'MEMBER') THEN
    EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_entry FROM {APP_ROLE};
"""  # noqa: S608 - a constant, no value of anybody

_SCOPE = "commune_id = ANY ((SELECT coalesce(nullif(current_setting('app.communes', true), ''), '{}'))::bigint[])"
"""The sub-select is read once for each query; without it the setting is read and parsed for each row."""


def _name(*parts: str) -> str:
    digest = hashlib.sha256("/".join(parts).encode()).hexdigest()[:12]
    return f"agree_{digest}"


def commune_models() -> list[type[CommuneModel]]:
    """Every table that belongs to a commune."""
    return [model for model in apps.get_models() if issubclass(model, CommuneModel)]


def _policies(model: type[CommuneModel]) -> Iterator[str]:
    table = model._meta.db_table
    readable = f"{_SCOPE} OR {model.own_rows}" if model.own_rows else _SCOPE
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'DROP POLICY IF EXISTS commune_scope ON "{table}"'
    yield f'CREATE POLICY commune_scope ON "{table}" TO {APP_ROLE} USING ({readable}) WITH CHECK ({_SCOPE})'


def _links(model: type[CommuneModel]) -> Iterator[tuple[str, str, str]]:
    for field in model._meta.local_fields:
        target = field.related_model
        if isinstance(field, models.ForeignKey) and isinstance(target, type) and issubclass(target, CommuneModel):
            yield model._meta.db_table, field.column, target._meta.db_table


def _agreement(table: str, column: str, target: str) -> Iterator[str]:
    key, link = _name(target, "key"), _name(table, column, target)
    yield f'CREATE UNIQUE INDEX IF NOT EXISTS {key} ON "{target}" (commune_id, id)'
    yield (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = '{link}') THEN "
        f'ALTER TABLE "{table}" ADD CONSTRAINT {link} FOREIGN KEY (commune_id, "{column}") '
        f'REFERENCES "{target}" (commune_id, id) DEFERRABLE INITIALLY DEFERRED; END IF; END $$'
    )


def statements() -> list[str]:
    """Every statement that builds the wall, in order."""
    wanted = [_ROLE]
    for model in commune_models():
        wanted += _policies(model)
        for link in _links(model):
            wanted += _agreement(*link)
    return wanted


def secure(attempts: int = 5) -> None:
    """Build or renew the wall. Another process that grants at the same moment is waited for."""
    for attempt in range(attempts):
        try:
            _run(statements())
        except (OperationalError, InternalError):
            if attempt == attempts - 1:
                raise
            time.sleep(0.2 * (attempt + 1))
        else:
            return


def _run(wanted: list[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in wanted:
            cursor.execute(statement)
