"""One small city for all tests, told once."""

import pytest

from tests.demo.cities import NOW, accepted, traced, valid
from zhuisu.core.epcis import Event
from zhuisu.core.lineage import MemorySource
from zhuisu.demo import City, city


@pytest.fixture(scope="session")
def town() -> City:
    return city(7, 3000, NOW)


@pytest.fixture(scope="session")
def events(town: City) -> list[Event]:
    return accepted(town.documents())


@pytest.fixture(scope="session")
def source(events: list[Event]) -> MemorySource:
    return MemorySource(traced(event) for event in valid(events))
