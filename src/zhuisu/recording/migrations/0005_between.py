"""Indexes: who hands over to whom, of which varieties somebody has goods."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("recording", "0004_sheets"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["taker", "giver"], name="recording_delivery_between"),
        ),
        migrations.AddIndex(
            model_name="holding",
            index=models.Index(fields=["party", "variety"], name="recording_holding_variety"),
        ),
    ]
