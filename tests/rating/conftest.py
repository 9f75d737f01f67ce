"""A grower and a stall in the registry, nothing rated yet, emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty
from tests.figures.conftest import figures, supervision
from tests.recording.conftest import town

django.setup()  # the tables are named when tests are collected

__all__ = ["figures", "supervision", "town"]

TABLES = (
    "rating_subject, rating_day, rating_batch, rating_score, rating_exposurestep, rating_exposure, rating_certificate,"
    " rating_incentive, rating_exposurenotice"
)


@pytest.fixture
def rated(town: None) -> Iterator[None]:
    yield
    empty(TABLES)
