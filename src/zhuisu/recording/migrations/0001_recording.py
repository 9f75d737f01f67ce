"""Records made by forms, photographs, movements, what is on hand and what is on its way."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("event", models.UUIDField(unique=True)),
                ("event_id", models.TextField(unique=True)),
                ("giver", models.TextField()),
                ("taker", models.TextField()),
                ("shipped_at", models.DateTimeField()),
                ("received_by", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("received_by", "")),
                        fields=["taker", "-shipped_at"],
                        name="recording_delivery_awaited",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("thing", models.TextField()),
                ("uom", models.TextField()),
                ("under", models.TextField()),
                ("is_item", models.BooleanField()),
                ("variety", models.TextField()),
                ("came", models.FloatField()),
                ("left", models.FloatField()),
                ("expires_on", models.DateField(null=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["party", "under", "thing"], name="recording_holding_under")],
                "constraints": [
                    models.UniqueConstraint(fields=("party", "thing", "uom"), name="recording_holding_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("thing", models.TextField()),
                ("event", models.UUIDField(db_index=True)),
                ("event_id", models.TextField()),
                ("at", models.DateTimeField()),
                ("way", models.SmallIntegerField()),
                ("amount", models.FloatField()),
                ("uom", models.TextField()),
                ("step", models.TextField()),
                ("stage", models.TextField()),
                ("other", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party", "thing", "at"], name="recording_movement_thing"),
                    models.Index(fields=["event_id"], name="recording_movement_event"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photograph",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.TextField(db_index=True)),
                ("party", models.TextField()),
                ("account", models.TextField()),
                ("taken_at", models.DateTimeField()),
                ("width", models.IntegerField()),
                ("height", models.IntegerField()),
                ("image", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("party", "digest"), name="recording_photograph_once")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("draft", models.UUIDField()),
                ("account", models.TextField()),
                ("party", models.TextField()),
                ("variety", models.TextField()),
                ("stage", models.TextField()),
                ("event", models.TextField(unique=True)),
                ("event_time", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("filled", models.JSONField()),
                ("digest", models.BinaryField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="")),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="recording.entry",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party", "-id"], name="recording_entry_newest"),
                    models.Index(fields=["party", "variety", "stage", "-id"], name="recording_entry_stage"),
                ],
                "constraints": [models.UniqueConstraint(fields=("party", "draft"), name="recording_entry_once")],
            },
        ),
    ]
