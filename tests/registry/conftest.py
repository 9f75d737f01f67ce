"""An empty registry in a real database, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty

django.setup()  # the kinds of entries are read when tests are collected

TABLES = (
    "registry_party, registry_partyrole, registry_person, registry_place, registry_product, registry_asset,"
    " registry_licence, registry_relation, registry_zone, registry_listing, registry_alias, registry_lapse,"
    " registry_change"
)


@pytest.fixture
def registry(ledger: None) -> Iterator[None]:
    yield
    empty(TABLES)
