"""Who works at an enterprise, and the tables that their day fills."""

from collections.abc import Iterator

import django
import pytest
from django.conf import settings
from django.test import override_settings

django.setup()  # the tables are named when tests are collected

from tests.console.conftest import FAST, SIGNING, console  # noqa: E402
from tests.emptying import empty  # noqa: E402
from tests.recording.conftest import TABLES, town  # noqa: E402

__all__ = ["console", "town"]


@pytest.fixture
def market(town: None) -> Iterator[None]:
    """A grower and a stall that may sign in. Passwords are hashed in no time."""
    with override_settings(PASSWORD_HASHERS=[FAST, *settings.PASSWORD_HASHERS]):
        yield
    empty(f"{TABLES}, {SIGNING}")
