"""Many rows in one statement, as one JSON value: several times faster than arrays of columns, whose every quote has to
be escaped one by one (measured with 10,000 rows of an import: bulk_create 6 s of processor time, this 1 s)."""

import json
from collections.abc import Sequence

from django.db import connection

from lantoa.core.tenancy import CommuneModel, ScopeMissing, current_scope


def insert_all(rows: Sequence[CommuneModel]) -> None:
    """Insert new rows of one model; their keys are given by the database and not read back. The wall stands as ever.

    Like ``bulk_create`` it does not call ``save``: what ``save`` computes has to be in the rows.

    Raises:
        ScopeMissing: a row of a commune that is not open.
    """
    if not rows:
        return
    if not {row.commune_id for row in rows} <= current_scope():
        raise ScopeMissing(f"{type(rows[0]).__name__} inserted outside of its scope")
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in fields)
    types = ", ".join(f'"{field.column}" {field.db_type(connection)}' for field in fields)
    given = [{field.column: field.pre_save(row, add=True) for field in fields} for row in rows]
    table = rows[0]._meta.db_table
    source = f"SELECT {names} FROM jsonb_to_recordset(%s::jsonb) AS given({types})"  # noqa: S608 - names of our models
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) {source}', [json.dumps(given, default=str, ensure_ascii=False)]
        )
