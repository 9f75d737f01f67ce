"""What a holder's part of a lot is: lifted alone, and seen to change."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0008_taken")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("holding", "lifted", models.JSONField(default=list)),
        migrations.AddField("shift", "quantity_before", models.FloatField(null=True)),
        migrations.AddField("shift", "quantity", models.FloatField(null=True)),
        migrations.AddField("shift", "uom", models.TextField(default="")),
    ]
