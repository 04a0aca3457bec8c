"""The database itself refuses to change or drop an entry of the ledger, whoever asks."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
"""
ALLOW = "DROP TRIGGER ledger_append_only ON ledger_entry; DROP FUNCTION ledger_is_append_only();"


class Migration(migrations.Migration):
    dependencies = (("ledger", "0001_initial"),)

    operations = (migrations.RunSQL(REFUSE, ALLOW),)
