"""Tables that were handed in, and the records that came of them."""

import uuid
from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("recording", "0003_steps"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("account", models.TextField()),
                ("variety", models.TextField()),
                ("stage", models.TextField()),
                ("title", models.TextField()),
                ("content", models.BinaryField()),
                ("layout", models.JSONField()),
                ("state", models.TextField()),
                ("rows", models.IntegerField(default=0)),
                ("records", models.IntegerField(default=0)),
                ("done", models.IntegerField(default=0)),
                ("errors", models.IntegerField(default=0)),
                ("warnings", models.IntegerField(default=0)),
                ("repeats", models.IntegerField(default=0)),
                ("findings", models.JSONField(default=list)),
                ("events", models.JSONField(default=list)),
                ("reason", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party", "-created_at"], name="recording_sheet_newest"),
                    models.Index(
                        condition=models.Q(("state__in", ("checking", "loading", "undoing"))),
                        fields=["changed_at"],
                        name="recording_sheet_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["checking", "checked", "loading", "loaded", "undoing", "undone"])
                        ),
                        name="recording_sheet_state",
                    )
                ],
            },
        ),
    ]
