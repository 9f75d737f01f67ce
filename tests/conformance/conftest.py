"""The cast of the tests over HTTP; the tables of the document are read when tests are collected."""

import django

from tests.exchange.conftest import caller
from tests.registry.conftest import registry
from tests.supervision.conftest import supervision

django.setup()

__all__ = ["caller", "registry", "supervision"]
