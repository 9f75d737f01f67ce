"""The grower and the stall of recording, with what labelling fills emptied, too."""

from collections.abc import Iterator

import pytest

from tests.emptying import empty
from tests.labelling.tables import TABLES
from tests.recording.conftest import town

__all__ = ["promised", "town"]


@pytest.fixture
def promised(town: None) -> Iterator[None]:
    yield
    empty(TABLES)
