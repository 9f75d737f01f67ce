"""Which department of the city an account works for, and what an account is called that is nobody's own."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("access", "0003_actors"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(model_name="account", name="department", field=models.TextField(default="")),
        migrations.AddField(model_name="account", name="title", field=models.TextField(default="")),
    ]
