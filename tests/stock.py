"""Worlds in stock: built once with the template, given out by one statement in place of 237.

They lie in a schema of their own, so that nothing of them is seen by a test that did not ask. ``stock.take()`` copies
the next one that is not there yet into the tables; at the end of the test it goes with everything else.
"""

from io import StringIO

from django.db import connection, transaction

from lantoa.core.guards import commune_models
from tests.factories import build_anew

SIZE = 3
"""More than a test takes; the next one would be built anew."""

_TAKE = """
CREATE FUNCTION stock.take() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE one bigint;
BEGIN
  SELECT id INTO one FROM stock.communes_commune AS kept
    WHERE NOT EXISTS (SELECT FROM public.communes_commune AS there WHERE there.id = kept.id) ORDER BY id LIMIT 1;
  IF one IS NULL THEN RETURN NULL; END IF;
  INSERT INTO public.communes_province SELECT * FROM stock.communes_province ON CONFLICT DO NOTHING;
  INSERT INTO public.communes_commune SELECT * FROM stock.communes_commune WHERE id = one;
  INSERT INTO public.communes_person SELECT * FROM stock.communes_person
    WHERE id IN (SELECT person_id FROM stock.communes_membership WHERE commune_id = one);
  %s
  RETURN one;
END $$;
GRANT USAGE ON SCHEMA stock TO lantoa_app;
"""
_OF_NO_COMMUNE = ("communes_province", "communes_commune", "communes_person")


def lay_in() -> None:
    """Build the worlds, keep their rows, take them back. As the owner, in the template."""
    tables = [*_OF_NO_COMMUNE, *(model._meta.db_table for model in commune_models())]
    with transaction.atomic():
        before = {table: _count(table) for table in tables}
        worlds = [build_anew("Phường Thử Nghiệm", number=900_001 + place).commune.pk for place in range(SIZE)]
        touched = [table for table in tables if _count(table) != before[table]]
        rows = {table: _copied(table, worlds) for table in touched}
        transaction.set_rollback(True)
    copies = "".join(
        f'INSERT INTO public."{table}" SELECT * FROM stock."{table}" WHERE commune_id = one;\n  '
        for table in touched
        if table not in _OF_NO_COMMUNE
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA stock")
        for table, text in rows.items():
            cursor.execute(f'CREATE TABLE stock."{table}" (LIKE public."{table}")')
            with cursor.copy(f'COPY stock."{table}" FROM STDIN') as copy:
                copy.write(text)
        cursor.execute(_TAKE % copies)


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        return int(cursor.fetchone()[0])


def _copied(table: str, worlds: list[int]) -> str:
    """Its rows of the worlds, as COPY writes them."""
    which = {
        "communes_province": "id IN (SELECT province_id FROM communes_commune WHERE id IN ({}))",
        "communes_commune": "id IN ({})",
        "communes_person": "id IN (SELECT person_id FROM communes_membership WHERE commune_id IN ({}))",
    }.get(table, "commune_id IN ({})")
    written = StringIO()
    condition = which.format(",".join(map(str, worlds)))
    reading = f'COPY (SELECT * FROM "{table}" WHERE {condition}) TO STDOUT'
    with connection.cursor() as cursor, cursor.copy(reading) as copy:
        for piece in copy:
            written.write(bytes(piece).decode())
    return written.getvalue()
