"""What is counted of the journal. The followers begin with the first event and with the findings that there are."""

from pathlib import Path
from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

SCHEMA = (Path(__file__).parent.parent / "sql" / "001_figures.sql").read_text(encoding="utf-8")
UNDO = """
DROP TRIGGER figures_opened ON supervision_finding;
DROP TRIGGER figures_closed ON supervision_finding;
DROP FUNCTION figures_retell;
DROP TABLE figures_cell, figures_day, figures_month, figures_flow, figures_counted, figures_again, figures_reporter,
    figures_chain, figures_finding, figures_told, figures_retold;
DELETE FROM follower WHERE name IN ('figures', 'figures.registry');
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("ledger", "0005_scope"),
        ("registry", "0001_registry"),
        ("supervision", "0004_again"),
    ]
    operations: ClassVar[list[Operation]] = [migrations.RunSQL(SCHEMA, UNDO)]
