"""An empty ledger, registry and supervision, with nothing counted, emptied again afterwards."""

from collections.abc import Iterator

import pytest

from tests.emptying import empty
from tests.supervision.conftest import supervision

__all__ = ["supervision"]

TABLES = (
    "figures_cell, figures_party, figures_place, figures_day, figures_month, figures_flow,"
    " figures_counted, figures_again, figures_reporter, figures_chain, figures_finding, figures_told, figures_retold"
)


@pytest.fixture
def figures(supervision: None) -> Iterator[None]:
    empty(TABLES)
    yield
    empty(TABLES)
