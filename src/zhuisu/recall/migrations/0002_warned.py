"""Warnings that captures were answered with; and what is inside what, of the things that are affected."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recall", "0001_recall")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Warned",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="warned", to="recall.recall"
                    ),
                ),
                ("capture", models.UUIDField(db_index=True)),
                ("at", models.DateTimeField()),
                ("account", models.TextField()),
                ("party", models.TextField(default="")),
                ("event", models.TextField()),
                ("path", models.TextField()),
                ("act", models.TextField()),
                ("thing", models.TextField()),
                ("things", models.IntegerField()),
            ],
            options={"indexes": [models.Index(fields=["recall", "-id"], name="recall_warned_recall")]},
        ),
        migrations.AddIndex(
            model_name="affected",
            index=models.Index(
                condition=models.Q(("gone", None), ("lifted_at", None), models.Q(("inside", ""), _negated=True)),
                fields=["inside"],
                name="recall_affected_inside",
            ),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER recall_warned_is_kept BEFORE UPDATE OR DELETE ON recall_warned FOR EACH ROW"
            " EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER recall_warned_is_kept ON recall_warned",
        ),
    ]
