"""Why an edition was decided so, a text that stays as it was decided, and findings by variety and by scope."""

from typing import ClassVar

import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

KEPT = """
CREATE FUNCTION supervision_keep_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'editions are withdrawn, never deleted';
    END IF;
    IF OLD.state = 'withdrawn'
        OR (OLD.state = 'in_force' AND NEW.state <> 'withdrawn')
        OR (OLD.state <> 'draft' AND (NEW.text <> OLD.text OR NEW.since <> OLD.since))
        OR NEW.profile <> OLD.profile OR NEW.id <> OLD.id
    THEN
        RAISE EXCEPTION 'the text and the day of an edition that was decided never change';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER supervision_edition_is_kept BEFORE UPDATE OR DELETE ON supervision_edition
    FOR EACH ROW EXECUTE FUNCTION supervision_keep_edition();
"""
UNDO = """
DROP TRIGGER supervision_edition_is_kept ON supervision_edition;
DROP FUNCTION supervision_keep_edition;
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("supervision", "0001_supervision")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("edition", "reason", models.TextField(default="")),
        migrations.AddIndex(
            "finding", models.Index(fields=["profile", "-time", "-id"], name="supervision_finding_profile")
        ),
        migrations.AddIndex(
            "finding", django.contrib.postgres.indexes.GinIndex(fields=["scopes"], name="supervision_finding_scopes")
        ),
        migrations.RunSQL(KEPT, UNDO),
    ]
