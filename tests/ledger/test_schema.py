"""The ledger's own guards: what is written stays as it is."""

import pytest
from django.db import connection


@pytest.mark.usefixtures("ledger")
def test_every_named_statement_is_understood_by_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM event")
        assert cursor.fetchone() == (0,)
