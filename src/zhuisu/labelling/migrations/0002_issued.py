"""What is issued and printed: series of numbers, ranges, certificates, printings."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

_KEPT = ("issue", "certificate", "printing")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("labelling", "0001_scanned"), ("ledger", "0001_ledger")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("head", models.TextField()),
                ("next", models.BigIntegerField()),
                ("secret", models.BinaryField(null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "head"), name="labelling_series_once")],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("account", models.TextField()),
                ("party", models.TextField()),
                ("kind", models.TextField()),
                ("head", models.TextField()),
                ("lot", models.TextField(default="")),
                ("first", models.BigIntegerField()),
                ("count", models.IntegerField()),
                ("facts", models.JSONField()),
                ("event", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party", "-id"], name="labelling_issue_party"),
                    models.Index(fields=["kind", "head", "first"], name="labelling_issue_range"),
                    models.Index(
                        condition=models.Q(("event", ""), _negated=True), fields=["event"], name="labelling_issue_event"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "batch")), fields=("head", "lot"), name="labelling_batch_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("number", models.TextField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("account", models.TextField()),
                ("party", models.TextField()),
                ("event", models.TextField(default="")),
                ("things", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("facts", models.JSONField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party", "-at"], name="labelling_certificate_party"),
                    models.Index(
                        condition=models.Q(("event", ""), _negated=True),
                        fields=["event"],
                        name="labelling_certificate_event",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Printing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("account", models.TextField()),
                ("party", models.TextField()),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="printings",
                        to="labelling.issue",
                    ),
                ),
                ("key", models.TextField(default="")),
                ("first", models.IntegerField(default=0)),
                ("count", models.IntegerField()),
                ("copies", models.IntegerField()),
                ("again", models.IntegerField()),
                ("layout", models.TextField()),
                ("symbol", models.TextField(default="")),
                ("form", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["issue"], name="labelling_printing_issue"),
                    models.Index(
                        condition=models.Q(("key", ""), _negated=True), fields=["key"], name="labelling_printing_key"
                    ),
                ]
            },
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER labelling_{each}_is_kept BEFORE UPDATE OR DELETE ON labelling_{each} FOR EACH ROW"
                " EXECUTE FUNCTION refuse_change()",
                f"DROP TRIGGER labelling_{each}_is_kept ON labelling_{each}",
            )
            for each in _KEPT
        ),
    ]
