"""Findings, wakes, reassessments, editions of profiles."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

KEPT = "supervision_finding_is_kept BEFORE DELETE ON supervision_finding FOR EACH ROW"


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0001_ledger")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Reassessment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("profile", models.TextField()),
                ("reason", models.TextField()),
                ("asked_by", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("position", models.BigIntegerField(default=0)),
                ("until", models.BigIntegerField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                ("opened", models.BigIntegerField(default=0)),
                ("closed", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("profile", models.TextField(db_index=True)),
                ("state", models.TextField(default="draft")),
                ("text", models.TextField()),
                ("since", models.DateField(null=True)),
                ("note", models.TextField(default="")),
                ("written_by", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("decided_by", models.TextField(default="")),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "in_force", "withdrawn"])),
                        name="supervision_edition_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "in_force"), _negated=True), ("since__isnull", False), _connector="OR"
                        ),
                        name="supervision_edition_since",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("profile", "since"),
                        name="supervision_edition_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField()),
                ("profile", models.TextField()),
                ("version", models.TextField()),
                ("category", models.TextField()),
                ("rule", models.TextField()),
                ("subject", models.TextField()),
                ("code", models.TextField()),
                ("severity", models.TextField()),
                ("path", models.TextField()),
                ("stage", models.TextField()),
                ("facts", models.JSONField()),
                ("events", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("things", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("party", models.TextField()),
                ("place", models.TextField()),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("time", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("closed_by", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["profile", "rule", "subject"],
                        name="supervision_finding_subject",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["things"], name="supervision_finding_things"),
                    models.Index(fields=["party", "-id"], name="supervision_finding_party"),
                    models.Index(fields=["-time", "-id"], name="supervision_finding_time"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("digest",), name="supervision_finding_open"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at", None), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="supervision_finding_times",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wake",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("profile", models.TextField()),
                ("rule", models.TextField()),
                ("subject", models.TextField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("profile", "rule", "subject"), name="supervision_wake_once")
                ],
            },
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER {KEPT} EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER supervision_finding_is_kept ON supervision_finding",
        ),
    ]
