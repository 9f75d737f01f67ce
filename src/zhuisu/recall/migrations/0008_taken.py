"""Of what the scope of a recall found, how much was taken in so far."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0007_english")]

    operations: ClassVar[list[Operation]] = [migrations.AddField("recall", "taken", models.BigIntegerField(default=0))]
