"""The ledger's first schema."""

from pathlib import Path

from django.db import migrations

SCHEMA = (Path(__file__).parent.parent / "sql" / "schema.sql").read_text(encoding="utf-8")

TABLES = "follower, journal, master_data, declared_in_error, identity, touch, event, document, capture, context"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(
            SCHEMA,
            f"DROP TABLE {TABLES} CASCADE; DROP FUNCTION refuse_change; DROP FUNCTION number_once;",
        )
    ]
