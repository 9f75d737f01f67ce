"""What each party and each place reported, by month, from what is counted already."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

SCHEMA = (Path(__file__).parent.parent / "sql" / "002_parties.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("figures", "0001_figures")]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(SCHEMA, "DROP TABLE figures_party, figures_place;"),
    ]
