"""Certificates that are asked for again are the same."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("labelling", "0003_voided")]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(model_name="certificate", name="draft", field=models.UUIDField(null=True)),
        migrations.AddConstraint(
            model_name="certificate",
            constraint=models.UniqueConstraint(fields=["party", "draft"], name="labelling_certificate_once"),
        ),
    ]
