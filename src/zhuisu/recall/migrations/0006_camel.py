"""What is missing in a drill is kept as it is told, in camelCase."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

_THERE = """
UPDATE recall_drill SET record = jsonb_set(record, '{missing}', (
    SELECT coalesce(jsonb_agg(each - 'as_of' || jsonb_build_object('asOf', each -> 'as_of')), '[]')
    FROM jsonb_array_elements(record -> 'missing') AS each))
WHERE record ? 'missing'
"""
_BACK = _THERE.replace("'as_of'", "'@'").replace("'asOf'", "'as_of'").replace("'@'", "'asOf'")


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("recall", "0005_counts")]

    operations: ClassVar[list[Operation]] = [migrations.RunSQL(_THERE, _BACK)]
