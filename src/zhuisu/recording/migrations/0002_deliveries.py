"""What deliveries and records name, and when things expire."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("recording", "0001_recording"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="delivery",
            name="things",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="entry",
            name="things",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["received_by"], name="recording_delivery_receipt"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(
                condition=models.Q(("expires_on", None), _negated=True),
                fields=["thing"],
                name="recording_holding_expiry",
            ),
        ),
    ]
