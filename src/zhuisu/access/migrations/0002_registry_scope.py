"""The operator of earlier installations may keep the registry, too."""

from typing import ClassVar

from django.db import migrations
from django.db.migrations.operations.base import Operation

GIVE = """
UPDATE access_account SET scopes = array_append(scopes, 'registry')
WHERE name = 'operator' AND NOT 'registry' = ANY (scopes)
"""


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [("access", "0001_initial")]
    operations: ClassVar[list[Operation]] = [
        migrations.RunSQL(
            GIVE, "UPDATE access_account SET scopes = array_remove(scopes, 'registry') WHERE name = 'operator'"
        ),
    ]
