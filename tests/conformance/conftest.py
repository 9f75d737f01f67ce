"""The cast of the tests over HTTP serves here, too."""

from tests.exchange.conftest import caller

__all__ = ["caller"]
