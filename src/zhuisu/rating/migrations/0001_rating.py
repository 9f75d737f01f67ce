"""The tables of rating. A score that is settled is never changed."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

FINAL = """
CREATE TRIGGER rating_score_is_final BEFORE UPDATE OR DELETE ON rating_score FOR EACH ROW
WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION refuse_change();
"""
UNDO = "DROP TRIGGER rating_score_is_final ON rating_score;"


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0001_ledger")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("number", models.TextField(primary_key=True, serialize=False)),
                ("party", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("region", models.TextField()),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("figures", models.JSONField()),
                ("address", models.TextField()),
                ("note", models.TextField(default="")),
                ("signed_at", models.DateTimeField(db_index=True, null=True)),
                ("valid_until", models.DateField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("revoked_by", models.TextField(default="")),
                ("revoked_why", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Incentive",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("party", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("sort", models.TextField()),
                ("what", models.TextField()),
                ("amount_yuan", models.DecimalField(decimal_places=2, max_digits=14, null=True)),
                ("day", models.DateField(db_index=True)),
                ("giver", models.TextField()),
                ("evidence", models.TextField()),
                ("address", models.TextField(default="")),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.TextField(default="")),
                ("withdrawn_why", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="Batch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("party", models.TextField()),
                ("thing", models.TextField()),
                ("day", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["party", "-day"], name="rating_batch_day")],
                "constraints": [models.UniqueConstraint(fields=("party", "thing"), name="rating_batch_once")],
            },
        ),
        migrations.CreateModel(
            name="Day",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("day", models.DateField()),
                ("events", models.BigIntegerField(default=0)),
                ("late", models.BigIntegerField(default=0)),
                ("corrected", models.BigIntegerField(default=0)),
                ("refused", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "subject", "day"), name="rating_day_once")],
            },
        ),
        migrations.CreateModel(
            name="Exposure",
            fields=[
                ("number", models.TextField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("name", models.TextField()),
                ("party", models.TextField(db_index=True)),
                ("region", models.TextField()),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("months", models.JSONField()),
                ("formula", models.DateField()),
                ("state", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(null=True)),
                ("answer_by", models.DateTimeField(null=True)),
                ("reply", models.TextField(default="")),
                ("answer", models.TextField(default="")),
                ("answered_at", models.DateTimeField(null=True)),
                ("words", models.TextField(default="")),
                ("published_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "-proposed_at"], name="rating_exposure_state"),
                    models.Index(fields=["kind", "subject"], name="rating_exposure_subject"),
                    django.contrib.postgres.indexes.GinIndex(fields=["scopes"], name="rating_exposure_scopes"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExposureStep",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField()),
                ("verb", models.TextField()),
                ("words", models.TextField(default="")),
                (
                    "exposure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="rating.exposure"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                ("period", models.TextField()),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("formula", models.DateField()),
                ("numbers", models.JSONField()),
                ("score", models.FloatField(null=True)),
                ("name", models.TextField()),
                ("party", models.TextField()),
                ("region", models.TextField()),
                ("scopes", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("reckoned_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["period", "kind", "score"], name="rating_score_period"),
                    django.contrib.postgres.indexes.GinIndex(fields=["scopes"], name="rating_score_scopes"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject", "period"), name="rating_score_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Subject",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.TextField()),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("due_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "subject"), name="rating_subject_once")],
            },
        ),
        migrations.RunSQL(FINAL, UNDO),
    ]
