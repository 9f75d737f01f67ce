"""An empty ledger, registry and labelling in a real database, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

django.setup()  # the tables are named when tests are collected

from tests.emptying import empty  # noqa: E402
from tests.exchange.conftest import caller  # noqa: E402
from tests.labelling.tables import TABLES  # noqa: E402
from tests.registry.conftest import registry  # noqa: E402

__all__ = ["caller", "registry"]


@pytest.fixture
def labelling(registry: None) -> Iterator[None]:
    yield
    empty(TABLES)
