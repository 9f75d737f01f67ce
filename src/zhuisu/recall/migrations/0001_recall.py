"""Inquiries, recalls with their reaches, affected things, holders, notices and answers, drills."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

_KEPT = "BEFORE UPDATE OR DELETE ON recall_{0} FOR EACH ROW EXECUTE FUNCTION refuse_change()"


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0001_ledger")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("holder", models.TextField()),
                ("name", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("things", models.BigIntegerField(default=0)),
                ("states", models.JSONField(default=dict)),
                ("amounts", models.JSONField(default=list)),
                ("came", models.IntegerField(default=0)),
                ("digest", models.BinaryField(null=True)),
                ("state", models.TextField(default="waiting")),
                ("told_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("level", models.IntegerField(default=0)),
                ("escalated_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("name", models.TextField(default="")),
                ("media_type", models.TextField()),
                ("digest", models.BinaryField()),
                ("body", models.BinaryField()),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="recall.holding"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
                ("deed", models.TextField()),
                ("quantity", models.DecimalField(decimal_places=3, max_digits=18, null=True)),
                ("uom", models.TextField(default="")),
                ("key", models.TextField(default="")),
                ("note", models.TextField(default="")),
                (
                    "replaces",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="recall.answer"),
                ),
                ("evidence", models.ManyToManyField(related_name="answers", to="recall.evidence")),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="recall.holding"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("purpose", models.TextField(default="scope")),
                ("direction", models.TextField()),
                ("asked", models.JSONField()),
                ("label", models.TextField(default="")),
                ("account", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("state", models.TextField(default="waiting")),
                ("outcome", models.TextField(default="")),
                ("is_stopping", models.BooleanField(default=False)),
                ("scope", models.UUIDField(null=True)),
                ("answer", models.JSONField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["account", "-asked_at"], name="recall_inquiry_account"),
                    models.Index(
                        condition=models.Q(("ended_at", None)), fields=["asked_at"], name="recall_inquiry_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Drill",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField()),
                ("account", models.TextField()),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(default="")),
                ("record", models.JSONField(default=dict)),
                ("note", models.TextField(default="")),
                (
                    "inquiry",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="recall.inquiry"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.TextField(unique=True)),
                ("kind", models.TextField()),
                ("grade", models.TextField(default="")),
                ("category", models.TextField()),
                ("title", models.TextField()),
                ("product", models.TextField(default="")),
                ("party", models.TextField(default="")),
                ("reason", models.TextField()),
                ("hazard", models.TextField(default="")),
                ("demand", models.TextField(default="")),
                ("advice", models.TextField(default="")),
                ("state", models.TextField(default="draft")),
                ("asked", models.JSONField()),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                (
                    "scopes",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
                ),
                ("terms", models.JSONField(default=dict)),
                ("evidence", models.JSONField(default=dict)),
                ("is_public", models.BooleanField(default=False)),
                ("reach", models.IntegerField(default=0)),
                ("position", models.BigIntegerField(default=0)),
                ("stale_at", models.DateTimeField(null=True)),
                ("opened_by", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("frozen_at", models.DateTimeField(null=True)),
                ("issued_by", models.TextField(default="")),
                ("issued_at", models.DateTimeField(null=True)),
                ("notify_by", models.DateTimeField(null=True)),
                ("complete_by", models.DateTimeField(null=True)),
                ("ended_by", models.TextField(default="")),
                ("ended_at", models.DateTimeField(null=True)),
                ("end_reason", models.TextField(default="")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "-id"], name="recall_recall_state_id"),
                    django.contrib.postgres.indexes.GinIndex(fields=["scopes"], name="recall_recall_scopes"),
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="recall_recall_keys"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["recall", "warning", "stop_sale", "ban", "lost"])),
                        name="recall_recall_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "frozen", "issued", "closed", "withdrawn"])),
                        name="recall_recall_state",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="holding",
            name="recall",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="recall.recall"
            ),
        ),
        migrations.CreateModel(
            name="Affected",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("thing", models.TextField()),
                ("product", models.TextField(default="")),
                ("holder", models.TextField(default="")),
                ("place", models.TextField(default="")),
                ("region", models.TextField(default="")),
                ("state", models.TextField()),
                ("as_of", models.DateTimeField(null=True)),
                ("event", models.UUIDField(null=True)),
                ("inside", models.TextField(default="")),
                ("hop", models.IntegerField(default=0)),
                ("kind", models.TextField(default="")),
                ("source", models.TextField(default="")),
                ("cause", models.UUIDField(null=True)),
                ("came", models.IntegerField(default=0)),
                ("came_state", models.TextField()),
                ("came_holder", models.TextField(default="")),
                ("changed", models.IntegerField(null=True)),
                ("gone", models.IntegerField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="affected", to="recall.recall"
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
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="recall.recall"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reach",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("number", models.IntegerField()),
                ("at", models.DateTimeField()),
                ("cause", models.TextField()),
                (
                    "events",
                    django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
                ),
                ("position", models.BigIntegerField()),
                ("outcome", models.TextField()),
                ("things", models.BigIntegerField()),
                ("added", models.BigIntegerField()),
                ("changed", models.BigIntegerField()),
                ("gone", models.BigIntegerField()),
                ("seconds", models.FloatField()),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reaches", to="recall.recall"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("recall", "number"), name="recall_reach_number")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("purpose", models.TextField()),
                ("channel", models.TextField()),
                ("address", models.TextField(default="")),
                ("subject", models.TextField()),
                ("body", models.TextField()),
                ("state", models.TextField(default="waiting")),
                ("attempts", models.IntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("fault", models.TextField(default="")),
                (
                    "holding",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="recall.holding",
                    ),
                ),
                (
                    "recall",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="recall.recall"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "failed"])),
                        fields=["due_at"],
                        name="recall_notice_due",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["holder", "-id"], name="recall_holding_holder"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(
                condition=models.Q(("state", "done"), _negated=True), fields=["due_at"], name="recall_holding_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(fields=("recall", "holder"), name="recall_holding_once"),
        ),
        migrations.AddConstraint(
            model_name="holding",
            constraint=models.UniqueConstraint(fields=("digest",), name="recall_holding_digest"),
        ),
        migrations.AddIndex(
            model_name="affected",
            index=models.Index(
                condition=models.Q(("gone", None), ("lifted_at", None)), fields=["thing"], name="recall_affected_thing"
            ),
        ),
        migrations.AddIndex(
            model_name="affected",
            index=models.Index(fields=["recall", "holder", "id"], name="recall_affected_holder"),
        ),
        migrations.AddIndex(
            model_name="affected",
            index=models.Index(fields=["recall", "id"], name="recall_affected_order"),
        ),
        migrations.AddConstraint(
            model_name="affected",
            constraint=models.UniqueConstraint(fields=("recall", "thing"), name="recall_affected_once"),
        ),
        migrations.AddIndex(
            model_name="step",
            index=models.Index(fields=["recall", "id"], name="recall_step_recall"),
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER recall_{name}_is_kept {_KEPT.format(name)}",
                f"DROP TRIGGER recall_{name}_is_kept ON recall_{name}",
            )
            for name in ("step", "answer", "evidence", "reach")
        ),
    ]
