"""The cast of the tests of subscriptions: a receiver, and tables that are emptied."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty
from tests.exchange.conftest import caller, inspector, operator, slaughterhouse, stranger
from tests.exchange.subscriptions.receiver import Receiver

django.setup()  # the tests' modules import tables

__all__ = ["caller", "inspector", "operator", "slaughterhouse", "stranger"]


@pytest.fixture(autouse=True)
def tables(request: pytest.FixtureRequest) -> Iterator[None]:
    """The tables of subscriptions, emptied after a test that uses the database."""
    yield
    if "ledger" in request.fixturenames:
        empty("exchange_delivery, exchange_subscription, exchange_namedquery")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as started:
        yield started
