"""Cases with their findings, steps, inspections and letters; reports of the public."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("supervision", "0004_again"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Reached",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                ("position", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("account", models.TextField(unique=True)),
                ("step", models.BigIntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.TextField(unique=True)),
                ("bundle", models.TextField()),
                ("origin", models.TextField()),
                ("state", models.TextField(default="new")),
                ("party", models.TextField()),
                ("party_name", models.TextField(default="")),
                ("place", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("category", models.TextField(default="")),
                ("variety", models.TextField(default="")),
                ("rule", models.TextField(default="")),
                ("title_zh", models.TextField()),
                ("title_en", models.TextField()),
                ("severity", models.TextField()),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("assignee", models.TextField(default="")),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("decision", models.TextField(default="")),
                ("decision_reason", models.TextField(default="")),
                ("decision_basis", models.TextField(default="")),
                ("penalty", models.TextField(default="")),
                ("decided_by", models.TextField(default="")),
                ("decided_at", models.DateTimeField(null=True)),
                ("closed_by", models.TextField(default="")),
                ("closed_at", models.DateTimeField(null=True)),
                ("closing_reason", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=["due_at"],
                        name="casework_case_due",
                    ),
                    models.Index(fields=["state", "-opened_at", "-id"], name="casework_case_by_state"),
                    models.Index(fields=["assignee", "state"], name="casework_case_by_assignee"),
                    models.Index(fields=["party", "variety"], name="casework_case_party"),
                    django.contrib.postgres.indexes.GinIndex(fields=["scopes"], name="casework_case_scopes"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "closed"), _negated=True),
                        fields=("bundle",),
                        name="casework_case_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["new", "assigned", "inspecting", "decided", "closed"])),
                        name="casework_case_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["new", "closed"]), models.Q(("assignee", ""), _negated=True), _connector="OR"
                        ),
                        name="casework_case_assignee",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("draft", models.UUIDField(unique=True)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("by", models.TextField()),
                ("officers", models.TextField()),
                ("place", models.TextField()),
                ("lines", models.JSONField(default=list)),
                ("position", models.JSONField(default=dict)),
                ("summary", models.TextField()),
                ("signer", models.BinaryField(default=b"")),
                ("signature", models.BinaryField(default=b"")),
                ("unsigned", models.TextField(default="")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="inspections", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.TextField(unique=True)),
                ("secret", models.BinaryField()),
                ("at", models.DateTimeField(db_index=True)),
                ("text", models.TextField()),
                ("code", models.TextField(default="")),
                ("key", models.TextField(default="")),
                ("place", models.TextField(default="")),
                ("contact", models.BinaryField(default=b"")),
                ("visitor", models.BinaryField(default=b"")),
                ("digest", models.BinaryField()),
                ("answer", models.TextField(default="")),
                ("answered_by", models.TextField(default="")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportPicture",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.BinaryField()),
                ("body", models.BinaryField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pictures", to="casework.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("verb", models.TextField()),
                ("facts", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="casework.case"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InspectionPicture",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField(default="")),
                ("digest", models.BinaryField()),
                ("body", models.BinaryField()),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pictures", to="casework.inspection"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["digest"], name="casework_picture_digest")],
            },
        ),
        migrations.CreateModel(
            name="Joined",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("joined_at", models.DateTimeField()),
                ("mended_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="joined", to="casework.case"
                    ),
                ),
                (
                    "finding",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to="supervision.finding"),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("mended_at", None)), fields=["id"], name="casework_joined_unmended"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("number", models.TextField(unique=True)),
                ("year", models.IntegerField()),
                ("serial", models.IntegerField()),
                ("facts", models.JSONField()),
                ("made_at", models.DateTimeField()),
                ("made_by", models.TextField()),
                ("digest", models.BinaryField()),
                ("body", models.BinaryField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letters", to="casework.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "year", "serial"), name="casework_letter_serial")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["visitor", "at"], name="casework_report_visitor"),
        ),
    ]
