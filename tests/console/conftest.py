"""A registry, and people who sign in to the console."""

from collections.abc import Iterator

import django
import pytest
from django.conf import settings
from django.test import override_settings

from tests.emptying import empty
from tests.registry.conftest import TABLES

django.setup()

SIGNING = (
    "console_attempt, django_session, access_audit, supervision_finding, supervision_edition, supervision_reassessment"
)


FAST = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture
def console(ledger: None) -> Iterator[None]:
    """An empty registry, and nobody signed in. Passwords are hashed in no time."""
    with override_settings(PASSWORD_HASHERS=[FAST, *settings.PASSWORD_HASHERS]):
        yield
    empty(f"{TABLES}, {SIGNING}")
