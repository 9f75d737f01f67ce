"""A registry in which one cooperative is registered, and nobody has applied yet."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty

django.setup()

TABLES = "enrolling_application, enrolling_paper, enrolling_try, access_audit"


@pytest.fixture
def enrolling(registry: None) -> Iterator[None]:
    yield
    empty(TABLES)
