"""By which step goods were handed over; indexes by party."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("recording", "0002_deliveries"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="delivery",
            name="step",
            field=models.TextField(default=""),
        ),
        migrations.AddIndex(
            model_name="movement",
            index=models.Index(fields=["party", "-id"], name="recording_movement_newest"),
        ),
        migrations.AddIndex(
            model_name="photograph",
            index=models.Index(fields=["party", "taken_at"], name="recording_photograph_day"),
        ),
    ]
