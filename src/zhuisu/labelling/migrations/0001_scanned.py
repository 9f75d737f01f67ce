"""How often codes are scanned."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    initial = True
    dependencies: ClassVar = []

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Scanned",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("first_at", models.DateTimeField()),
                ("first_place", models.TextField()),
                ("last_at", models.DateTimeField()),
                ("scans", models.BigIntegerField()),
                ("places", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ("day", models.DateField()),
                ("visitors", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("scans__gt", 0)), name="labelling_scanned_some")
                ],
            },
        ),
    ]
