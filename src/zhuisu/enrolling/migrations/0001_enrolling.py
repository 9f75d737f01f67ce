"""Applications, their papers, and how often somebody tried."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.TextField(unique=True)),
                ("secret", models.BinaryField()),
                ("aim", models.TextField()),
                ("state", models.TextField(default="draft")),
                ("key", models.TextField(db_index=True)),
                ("name", models.TextField(default="")),
                ("kind", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("address", models.TextField(default="")),
                ("place_kind", models.TextField(default="")),
                ("place_name", models.TextField(default="")),
                (
                    "varieties",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("contact", models.BinaryField(null=True)),
                ("account", models.TextField(default="")),
                ("password", models.TextField(default="")),
                ("excuses", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=dict)),
                ("reason", models.TextField(default="")),
                (
                    "agreed",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_by", models.TextField(default="")),
            ],
            options={
                "indexes": [models.Index(fields=["state", "filed_at"], name="enrolling_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "filed", "returned", "approved", "withdrawn"])),
                        name="enrolling_state",
                    ),
                    models.CheckConstraint(condition=models.Q(("aim__in", ["enrol", "join"])), name="enrolling_aim"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("number", models.TextField()),
                ("issued_by", models.TextField(default="")),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("photo", models.BinaryField()),
                ("digest", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="enrolling.application"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Try",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("who", models.BinaryField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["who", "at"], name="enrolling_try_who")],
            },
        ),
    ]
