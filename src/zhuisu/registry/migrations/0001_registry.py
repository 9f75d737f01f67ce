"""The tables of the registry."""

from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

FINAL = "registry_change_is_final BEFORE UPDATE OR DELETE ON registry_change FOR EACH ROW"


class Migration(migrations.Migration):
    initial = True

    dependencies: ClassVar[list[tuple[str, str]]] = [("ledger", "0001_ledger")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Alias",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("key", models.TextField()),
                ("record", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "record"], name="registry_alias_record")],
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="registry_alias_once")],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("actor", models.TextField()),
                ("verb", models.TextField()),
                ("kind", models.TextField()),
                ("record", models.BigIntegerField()),
                ("key", models.TextField()),
                ("reason", models.TextField()),
                ("fields", models.JSONField()),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "record", "id"], name="registry_change_record")],
            },
        ),
        migrations.CreateModel(
            name="Lapse",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("record", models.BigIntegerField()),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "record"], name="registry_lapse_record")],
            },
        ),
        migrations.CreateModel(
            name="Party",
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
                ("short_name", models.TextField()),
                ("region", models.TextField(db_index=True)),
                ("address", models.TextField()),
                ("contact", models.TextField()),
                ("phone", models.TextField()),
                ("email", models.TextField()),
                ("grams", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("organisation", models.TextField(db_index=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PartyRole",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("role", models.TextField(db_index=True)),
                ("category", models.TextField()),
                ("variety", models.TextField()),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="registry.party"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("state", models.TextField(default="draft")),
                ("reason", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("name", models.TextField()),
                ("phone", models.TextField()),
                ("identity_kind", models.TextField()),
                ("identity", models.BinaryField(null=True)),
                ("mark", models.BinaryField(db_index=True, null=True)),
                ("masked", models.TextField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Licence",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("state", models.TextField(default="draft")),
                ("reason", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("kind", models.TextField()),
                ("number", models.TextField(db_index=True)),
                ("issuer", models.TextField()),
                ("issued_by", models.TextField()),
                ("categories", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("varieties", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("products", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("places", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(db_index=True, null=True)),
                ("quantity", models.FloatField(null=True)),
                ("unit", models.TextField()),
                ("attributes", models.JSONField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.licence"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Place",
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
                ("address", models.TextField()),
                ("latitude", models.FloatField(null=True)),
                ("longitude", models.FloatField(null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.place"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.place"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Asset",
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
                ("category", models.TextField(db_index=True)),
                ("variety", models.TextField(db_index=True)),
                ("attributes", models.JSONField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.asset"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.place"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("state", models.TextField(default="draft")),
                ("reason", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("name", models.TextField()),
                ("name_en", models.TextField()),
                ("category", models.TextField(db_index=True)),
                ("variety", models.TextField(db_index=True)),
                ("specification", models.TextField()),
                ("unit", models.TextField()),
                ("pictures", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("attributes", models.JSONField()),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.product"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Relation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.TextField(unique=True)),
                ("state", models.TextField(default="draft")),
                ("reason", models.TextField(default="")),
                ("note", models.TextField(default="")),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("kind", models.TextField(db_index=True)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.relation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.party"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="party",
            index=django.contrib.postgres.indexes.GinIndex(fields=["grams"], name="registry_party_grams"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_party_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_party_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="partyrole",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None), ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="registry_partyrole_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_person_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_person_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_licence_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_licence_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("party", None), ("person", None), _connector="XOR"),
                name="registry_licence_one_holder",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None), ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="registry_licence_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="licence",
            constraint=models.CheckConstraint(
                condition=models.Q(("quantity", None), ("quantity__gte", 0), _connector="OR"),
                name="registry_licence_quantity",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_place_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_place_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(("latitude__range", (-90, 90)), ("longitude__range", (-180, 180))),
                    _connector="OR",
                ),
                name="registry_place_position",
            ),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_asset_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="asset",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_asset_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_product_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_product_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "filed", "returned", "approved", "suspended", "closed", "merged"])
                ),
                name="registry_relation_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("state", "merged"), _connector="XOR"),
                name="registry_relation_merged",
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(("party", models.F("other")), _negated=True), name="registry_relation_two_parties"
            ),
        ),
        migrations.AddConstraint(
            model_name="relation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_from", None), ("valid_to", None), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                name="registry_relation_days",
            ),
        ),
        migrations.RunSQL(
            f"CREATE TRIGGER {FINAL} EXECUTE FUNCTION refuse_change();",
            "DROP TRIGGER registry_change_is_final ON registry_change;",
        ),
    ]
