"""The cast of the tests over HTTP: an operator, somebody who only captures, somebody who only reads."""

from collections.abc import Callable

import pytest

from tests.exchange.caller import Caller


@pytest.fixture
def caller(ledger: None) -> Callable[..., Caller]:
    """Makes somebody with these scopes."""
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    def make(name: str, *scopes: str) -> Caller:
        make_account(name, actor=OPERATOR, scopes=frozenset(map(Scope, scopes)))
        return Caller(issue_token(name))

    return make


@pytest.fixture
def operator(caller: Callable[..., Caller]) -> Caller:
    return caller("operator", "capture", "read")


@pytest.fixture
def slaughterhouse(caller: Callable[..., Caller]) -> Caller:
    return caller("slaughterhouse", "capture")


@pytest.fixture
def inspector(caller: Callable[..., Caller]) -> Caller:
    return caller("inspector", "read")


@pytest.fixture
def stranger(ledger: None) -> Caller:
    return Caller(None)


@pytest.fixture
def trader(ledger: None) -> Caller:
    """Somebody who acts for a party."""
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    make_account(
        "trader", actor=OPERATOR, scopes=frozenset(Scope) - {Scope.SUPERVISE}, party="urn:epc:id:pgln:6901234.00001"
    )
    return Caller(issue_token("trader"))
