"""An empty ledger, registry, supervision and casework in a real database, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

django.setup()  # the tables are named when tests are collected

from tests.casework.cast import TABLES  # noqa: E402
from tests.emptying import empty  # noqa: E402
from tests.supervision.conftest import supervision  # noqa: E402

__all__ = ["supervision"]


@pytest.fixture
def casework(supervision: None) -> Iterator[None]:
    yield
    empty(TABLES)
