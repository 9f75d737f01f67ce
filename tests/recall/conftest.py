"""An empty ledger, registry, supervision and recall in a real database, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

django.setup()  # the tables are named when tests are collected

from tests.emptying import empty  # noqa: E402
from tests.exchange.conftest import caller  # noqa: E402
from tests.recall.alerted import TABLES  # noqa: E402
from tests.registry.conftest import registry  # noqa: E402
from tests.supervision.conftest import supervision  # noqa: E402

__all__ = ["caller", "registry", "supervision"]


@pytest.fixture
def recalls(supervision: None) -> Iterator[None]:
    yield
    empty(TABLES)
