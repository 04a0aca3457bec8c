"""What is accepted or issued stays as it is: the database itself refuses to change it (ADR 0021)."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION reports_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'report % is final', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF ROW(NEW.stage, NEW.frozen, NEW.frozen_sha256, NEW.snapshot, NEW.number, NEW.dated_on, NEW.unit_id,
         NEW.replaces_id, NEW.remarks, NEW.causes, NEW.answers, NEW.kind, NEW.period_start, NEW.period_end,
         NEW.data_from, NEW.data_to)
     IS DISTINCT FROM
     ROW(OLD.stage, OLD.frozen, OLD.frozen_sha256, OLD.snapshot, OLD.number, OLD.dated_on, OLD.unit_id,
         OLD.replaces_id, OLD.remarks, OLD.causes, OLD.answers, OLD.kind, OLD.period_start, OLD.period_end,
         OLD.data_from, OLD.data_to) THEN
    RAISE EXCEPTION 'report % is final', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS reports_final ON reports_report;
CREATE TRIGGER reports_final BEFORE UPDATE OR DELETE ON reports_report FOR EACH ROW
  WHEN (OLD.stage IN ('accepted', 'issued')) EXECUTE FUNCTION reports_final();
"""
BACK = """
DROP TRIGGER IF EXISTS reports_final ON reports_report;
DROP FUNCTION IF EXISTS reports_final();
"""


class Migration(migrations.Migration):
    """The trigger."""

    dependencies = [("reports", "0003_life")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
