"""Named queries, subscriptions, and what is being sent to their receivers."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar[list[tuple[str, str]]] = []
    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="NamedQuery",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.TextField(unique=True)),
                ("definition", models.TextField()),
                ("namespaces", models.JSONField(default=dict)),
                ("owner", models.TextField(db_index=True)),
                ("created_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(unique=True)),
                ("owner", models.TextField(db_index=True)),
                ("dest", models.TextField()),
                ("host", models.TextField()),
                ("secret", models.BinaryField(null=True)),
                ("schedule", models.JSONField(null=True)),
                ("report_if_empty", models.BooleanField(default=False)),
                ("form", models.JSONField()),
                ("initial_record_time", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("last_notified_at", models.DateTimeField(null=True)),
                ("last_run_at", models.DateTimeField(null=True)),
                ("position", models.BigIntegerField()),
                ("run_end", models.BigIntegerField(null=True)),
                ("run_told", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(null=True)),
                ("batch", models.IntegerField()),
                ("deliveries", models.BigIntegerField(default=0)),
                ("failures", models.IntegerField(default=0)),
                ("failing_since", models.DateTimeField(null=True)),
                ("last_error", models.TextField(default="")),
                ("dead_at", models.DateTimeField(null=True)),
                (
                    "query",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="exchange.namedquery",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "subscription",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="exchange.subscription",
                    ),
                ),
                ("number", models.BigIntegerField()),
                ("end", models.BigIntegerField()),
                ("size", models.IntegerField()),
                ("headers", models.JSONField()),
                ("body", models.BinaryField()),
                ("prepared_at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(condition=models.Q(dead_at=None), fields=["due_at"], name="subscription_due"),
        ),
    ]
