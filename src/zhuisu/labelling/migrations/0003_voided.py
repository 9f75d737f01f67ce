"""Certificates that are void."""

from typing import ClassVar

from django.db import migrations, models
from django.db.migrations.operations.base import Operation


class Migration(migrations.Migration):
    dependencies: ClassVar = [("labelling", "0002_issued")]

    operations: ClassVar[list[Operation]] = [
        migrations.CreateModel(
            name="Voiding",
            fields=[
                ("number", models.TextField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("account", models.TextField()),
            ],
        ),
        migrations.RunSQL(
            "CREATE TRIGGER labelling_voiding_is_kept BEFORE UPDATE OR DELETE ON labelling_voiding FOR EACH ROW"
            " EXECUTE FUNCTION refuse_change()",
            "DROP TRIGGER labelling_voiding_is_kept ON labelling_voiding",
        ),
    ]
