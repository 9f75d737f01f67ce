"""What sort of actor an account is, what it may see, and how a person signs in."""

from typing import ClassVar

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.migrations.operations.base import Operation

SET_KIND = "UPDATE access_account SET kind = 'enterprise' WHERE party IS NOT NULL"
GIVE = """
UPDATE access_account SET scopes = array_append(scopes, 'supervise')
WHERE name = 'operator' AND NOT 'supervise' = ANY (scopes)
"""
TAKE = "UPDATE access_account SET scopes = array_remove(scopes, 'supervise')"


class Migration(migrations.Migration):
    dependencies: ClassVar[list[tuple[str, str]]] = [
        ("access", "0002_registry_scope"),
    ]

    operations: ClassVar[list[Operation]] = [
        migrations.AddField(
            model_name="account",
            name="categories",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name="account",
            name="is_active",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="account",
            name="kind",
            field=models.TextField(default="platform"),
        ),
        migrations.AddField(
            model_name="account",
            name="last_login",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="account",
            name="password",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="account",
            name="person",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="account",
            name="regions",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.RunSQL(SET_KIND, migrations.RunSQL.noop),
        migrations.RunSQL(GIVE, TAKE),
    ]
