"""A grower and a market's stall in the registry, in a real database, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty

django.setup()  # the tables are named when tests are collected

RECORDED = "recording_entry, recording_photograph, recording_movement, recording_holding, recording_delivery"
TABLES = (
    f"{RECORDED},"
    " supervision_shared, supervision_again, supervision_finding, supervision_wake, access_audit,"
    " registry_party, registry_partyrole, registry_person, registry_place, registry_product, registry_asset,"
    " registry_licence, registry_relation, registry_zone, registry_listing, registry_alias, registry_lapse,"
    " registry_change"
)


@pytest.fixture
def town(ledger: None) -> Iterator[None]:
    """The registry has them; nothing has happened yet."""
    from tests.recording.cast import register  # noqa: PLC0415 - Django must be set up first

    try:
        register()
        yield
    finally:
        empty(TABLES)
