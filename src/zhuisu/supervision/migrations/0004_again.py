"""Events that are judged again because the registry says something else, and who is found by what it says."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

AGAIN = """
CREATE TABLE supervision_again (event uuid PRIMARY KEY);
CREATE INDEX supervision_shared_value ON supervision_shared (value);
"""
NOT_AGAIN = "DROP INDEX supervision_shared_value; DROP TABLE supervision_again;"


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("supervision", "0003_following")]

    operations: ClassVar[list[Operation]] = [migrations.RunSQL(AGAIN, NOT_AGAIN)]
