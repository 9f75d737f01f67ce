"""The operator of an earlier installation may keep the registry once the schema is up to date, and nobody else."""

from importlib import import_module

import pytest
from django.db import connection

from zhuisu.access.models import Account

pytestmark = pytest.mark.usefixtures("registry")
GIVE = import_module("zhuisu.access.migrations.0002_registry_scope").GIVE


def test_the_operators_scopes_grow_once() -> None:
    for name in ("operator", "earlier"):
        Account.objects.update_or_create(name=name, defaults={"scopes": ["capture", "read"]})
    with connection.cursor() as cursor:
        cursor.execute(GIVE)
        cursor.execute(GIVE)
    assert Account.objects.get(name="operator").scopes == ["capture", "read", "registry"]
    assert Account.objects.get(name="earlier").scopes == ["capture", "read"]
