"""What the follower keeps: which events share a value, and indexes by subject alone."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

SHARED = """
-- Which events have a value at a path by which rules share (`zhuisu.core.rules.History.sharing`): one permit, one
-- person, one place. May hold more than rules look at, never less.
CREATE TABLE supervision_shared (
    path   text COLLATE "C" NOT NULL,
    value  text COLLATE "C" NOT NULL,
    event  uuid NOT NULL,
    PRIMARY KEY (path, value, event)
);
CREATE INDEX supervision_shared_event ON supervision_shared (event);
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("supervision", "0002_editions")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(
                condition=models.Q(("closed_at", None)), fields=["subject"], name="supervision_finding_standing"
            ),
        ),
        migrations.AddIndex(
            model_name="wake",
            index=models.Index(fields=["subject"], name="supervision_wake_subject"),
        ),
        migrations.RunSQL(SHARED, "DROP TABLE supervision_shared"),
    ]
