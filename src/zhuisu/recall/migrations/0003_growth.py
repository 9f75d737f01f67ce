"""What a recall waits for: its scope to be followed, holders to be told; what is watched for it, and what shifted."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0002_warned")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("recall", "scope", models.UUIDField(null=True)),
        migrations.AddField("recall", "wanted_at", models.DateTimeField(null=True)),
        migrations.AddField("recall", "wanted_by", models.TextField(default="")),
        migrations.AddField("recall", "wanted_cause", models.TextField(default="")),
        migrations.AddField("recall", "fault", models.TextField(default="")),
        migrations.AddField(
            "recall",
            "stale_events",
            django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddField("affected", "is_batch", models.BooleanField(default=False)),
        migrations.AddField("holding", "tell", models.TextField(default="")),
        migrations.AddIndex(
            "holding",
            models.Index(fields=["id"], condition=models.Q(("tell", ""), _negated=True), name="recall_holding_tell"),
        ),
        migrations.CreateModel(
            name="Watched",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("thing", models.TextField()),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="watched", to="recall.recall"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("thing", "recall"), name="recall_watched_once")],
            },
        ),
        migrations.CreateModel(
            name="Shift",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("reach", models.IntegerField()),
                ("thing", models.TextField()),
                ("what", models.TextField()),
                ("state_before", models.TextField(default="")),
                ("holder_before", models.TextField(default="")),
                ("place_before", models.TextField(default="")),
                ("state", models.TextField(default="")),
                ("holder", models.TextField(default="")),
                ("place", models.TextField(default="")),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shifts", to="recall.recall"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["recall", "reach", "what", "id"], name="recall_shift_reach")],
            },
        ),
        migrations.RunSQL(
            "CREATE TRIGGER recall_shift_is_kept BEFORE UPDATE OR DELETE ON recall_shift"
            " FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER recall_shift_is_kept ON recall_shift",
        ),
    ]
