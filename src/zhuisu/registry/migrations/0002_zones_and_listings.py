"""The zones and the named lists that rules ask for."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("registry", "0001_registry"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("state", models.TextField(default="draft")),
                ("reason", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("list", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("name_en", models.TextField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("source", models.TextField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.listing"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                        ),
                        name="registry_listing_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                        name="registry_listing_merged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="registry_listing_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Zone",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("state", models.TextField(default="draft")),
                ("reason", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("kind", models.TextField(db_index=True)),
                ("name", models.TextField()),
                ("name_en", models.TextField()),
                ("region", models.TextField(db_index=True)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                ("radius_km", models.FloatField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                ("source", models.TextField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.zone"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                        ),
                        name="registry_zone_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                        name="registry_zone_merged",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("latitude__range", (-90, 90)), ("longitude__range", (-180, 180)), ("radius_km__gt", 0)
                        ),
                        name="registry_zone_circle",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_to", None),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="registry_zone_days",
                    ),
                ],
            },
        ),
    ]
