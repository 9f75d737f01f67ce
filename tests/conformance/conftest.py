"""The cast of the tests over HTTP; the tables of the document are read when tests are collected."""

import django

from tests.exchange.conftest import caller

django.setup()

__all__ = ["caller"]
