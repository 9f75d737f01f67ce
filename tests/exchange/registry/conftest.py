"""The cast of the registry over HTTP: a clerk of a department, a cooperative's own account, a reader."""

from collections.abc import Callable

import pytest

from tests.exchange.caller import Caller
from tests.registry.conftest import registry

__all__ = ["registry"]


@pytest.fixture
def clerk(caller: Callable[..., Caller], registry: None) -> Caller:
    return caller("clerk", "registry")


@pytest.fixture
def reader(caller: Callable[..., Caller], registry: None) -> Caller:
    return caller("reader", "read")


@pytest.fixture
def cooperative(registry: None) -> Caller:
    """Who acts for the orchard's cooperative."""
    from tests.registry.cast import ORCHARD  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    make_account("cooperative", actor=OPERATOR, scopes=[Scope.REGISTRY], party=ORCHARD)
    return Caller(issue_token("cooperative"))
