"""The registry of the tests of tracing is that of its own tests."""

from tests.registry.conftest import registry

__all__ = ["registry"]
