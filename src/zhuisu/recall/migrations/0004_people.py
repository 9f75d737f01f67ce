"""How people are reached and held off: links that can be revoked, addresses of programs, links that are none."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0003_growth")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField("holding", "link", models.IntegerField(default=0)),
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("party", models.TextField(db_index=True)),
                ("address", models.TextField()),
                ("secret", models.BinaryField()),
                ("account", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Miss",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("who", models.BinaryField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
            options={"indexes": [models.Index(fields=["who", "-at"], name="recall_miss_who")]},
        ),
    ]
