"""Who works at an enterprise, and the tables that their day fills."""

import django

django.setup()

from tests.console.conftest import console  # noqa: E402

__all__ = ["console"]
