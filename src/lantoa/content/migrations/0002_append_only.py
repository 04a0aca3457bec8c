"""The database itself keeps the promises of ADR 0029: revisions and steps never change, and nothing stands as approved
or published that no step approved."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION content_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE ON content_revision
  FOR EACH ROW EXECUTE FUNCTION content_is_append_only();
CREATE TRIGGER step_append_only BEFORE UPDATE OR DELETE ON content_step
  FOR EACH ROW EXECUTE FUNCTION content_is_append_only();

CREATE FUNCTION content_was_approved(item bigint, wanted bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM content_step
    WHERE item_id = item AND revision_id = wanted AND kind = 'approve' AND by_id IS NOT NULL)
$$;
CREATE FUNCTION content_item_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.slug <> OLD.slug THEN
    RAISE EXCEPTION 'the address of an item never changes' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.approved_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.approved_id IS DISTINCT FROM OLD.approved_id)
    AND NOT content_was_approved(NEW.id, NEW.approved_id) THEN
    RAISE EXCEPTION 'revision % was not approved', NEW.approved_id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.live_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.live_id IS DISTINCT FROM OLD.live_id)
    AND NOT content_was_approved(NEW.id, NEW.live_id) THEN
    RAISE EXCEPTION 'revision % was not approved', NEW.live_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER item_is_true BEFORE INSERT OR UPDATE ON content_item
  FOR EACH ROW EXECUTE FUNCTION content_item_is_true();
"""
ALLOW = """
DROP TRIGGER item_is_true ON content_item;
DROP FUNCTION content_item_is_true();
DROP FUNCTION content_was_approved(bigint, bigint);
DROP TRIGGER step_append_only ON content_step;
DROP TRIGGER revision_append_only ON content_revision;
DROP FUNCTION content_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = (("content", "0001_initial"),)

    operations = (migrations.RunSQL(REFUSE, ALLOW),)
