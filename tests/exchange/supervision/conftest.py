"""The cast of supervision over HTTP: a department of farm produce, one of another category, a reader."""

import pytest

from tests.exchange.caller import Caller
from tests.supervision.conftest import supervision

__all__ = ["supervision"]


def department(name: str, category: str) -> Caller:
    """A department of the city that answers for one category."""
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.models import Account  # noqa: PLC0415
    from zhuisu.access.tokens import issue_token  # noqa: PLC0415

    scopes = [Scope.READ.value, Scope.SUPERVISE.value]
    Account.objects.create(name=name, kind="department", scopes=scopes, categories=[category], regions=["450700"])
    return Caller(issue_token(name))


@pytest.fixture
def agriculture(supervision: None) -> Caller:
    return department("agriculture", "produce")


@pytest.fixture
def police(supervision: None) -> Caller:
    return department("police", "hazmat")
