"""The cast: a dairy with an OAuth client; nobody has failed yet."""

from collections.abc import Iterator

import pytest

from tests.exchange.oauth.partner import Partner


@pytest.fixture(autouse=True)
def _fresh(ledger: None) -> Iterator[None]:
    from zhuisu.access.bearers import forget  # noqa: PLC0415 - Django must be set up first
    from zhuisu.exchange.oauth.views import attempts  # noqa: PLC0415

    attempts.forget()
    forget()
    yield
    attempts.forget()


@pytest.fixture
def dairy(ledger: None) -> Partner:
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.oauth import make_client  # noqa: PLC0415
    from zhuisu.access.tokens import OPERATOR, make_account  # noqa: PLC0415

    make_account(
        "dairy", actor=OPERATOR, scopes=frozenset(Scope) - {Scope.SUPERVISE}, party="urn:epc:id:pgln:6901234.00001"
    )
    return Partner(*make_client("dairy", actor=OPERATOR))
