"""An empty ledger, registry and supervision in a real database, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty

django.setup()  # the tables are named when tests are collected

TABLES = (
    "supervision_shared, supervision_again, supervision_finding, supervision_wake, supervision_reassessment,"
    " supervision_edition, access_audit,"
    " registry_party, registry_partyrole, registry_person, registry_place, registry_product, registry_asset,"
    " registry_licence, registry_relation, registry_zone, registry_listing, registry_alias, registry_lapse,"
    " registry_change"
)


@pytest.fixture
def supervision(ledger: None) -> Iterator[None]:
    yield
    empty(TABLES)
