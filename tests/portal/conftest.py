"""The portal's ground: pages over told stories instead of a ledger."""

from collections.abc import Iterator

import django
import pytest
from django.core.cache import cache
from django.test import Client

from tests.portal import stories
from zhuisu.portal import sources


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A browser without scripts, on pages that are drawn from `stories`."""
    django.setup()
    monkeypatch.setattr(sources, "answer_of", stories.told)
    monkeypatch.setattr(sources, "known_things", lambda keys: set(keys) & stories.STORIES.keys())
    monkeypatch.setattr(sources, "recent_things", lambda most: [*stories.lychee().things, *stories.vaccine().things])
    cache.clear()
    yield Client()
    cache.clear()
