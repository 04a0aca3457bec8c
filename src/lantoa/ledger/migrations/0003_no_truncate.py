"""Emptying the whole table is refused, too; and the refusals hold in sessions that switch ordinary triggers off."""

from django.db import migrations

REFUSE = """
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_no_truncate;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_append_only;
"""
ALLOW = """
DROP TRIGGER ledger_no_truncate ON ledger_entry;
ALTER TABLE ledger_entry ENABLE TRIGGER ledger_append_only;
"""


class Migration(migrations.Migration):
    dependencies = (("ledger", "0002_append_only"),)

    operations = (migrations.RunSQL(REFUSE, ALLOW),)
