"""What counts once: things by state for a whole recall, and what was gone before its issue; when its report was due."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation

_GONE = """
UPDATE recall_holding SET gone = (SELECT coalesce(sum(value::bigint), 0) FROM jsonb_each_text(states)
    WHERE key IN ('sold', 'used', 'destroyed'))
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0004_people")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("holding", "gone", models.BigIntegerField(default=0)),
        migrations.AddField("holding", "since", models.JSONField(default=dict)),
        migrations.AddField("recall", "counts", models.JSONField(default=dict)),
        migrations.AddField("recall", "reported_at", models.DateTimeField(null=True)),
        migrations.RunSQL(_GONE, migrations.RunSQL.noop),
    ]
