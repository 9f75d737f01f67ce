"""What an alert says to everybody can be said in English as well."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0006_camel")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("recall", name, models.TextField(default=""))
        for name in ("title_en", "reason_en", "hazard_en", "advice_en")
    ]
