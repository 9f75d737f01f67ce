"""The portal's ground: pages over told stories instead of a ledger."""

from collections.abc import Iterator

import django
import pytest
from django.core.cache import cache
from django.test import Client

django.setup()  # the tables that pages read are named when tests are collected

from tests.portal import alerted, stories, supervised, traders  # noqa: E402
from zhuisu.packaged import profiles  # noqa: E402
from zhuisu.portal import sources  # noqa: E402
from zhuisu.portal.views import data  # noqa: E402


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A browser without scripts, on pages that are drawn from `stories`."""
    monkeypatch.setattr(sources, "answer_of", stories.told)
    monkeypatch.setattr(sources, "kinds_of", supervised.kinds_of)
    monkeypatch.setattr(sources, "findings_of", supervised.findings_of)
    monkeypatch.setattr(sources, "is_in_doubt", lambda keys: False)
    monkeypatch.setattr(sources, "alerts_of", alerted.alerts_of)
    monkeypatch.setattr(sources, "standing_recalls", lambda most: [alerted.published()][:most])
    monkeypatch.setattr(sources, "published_recalls", lambda kind, category, text: alerted.with_words(text))
    monkeypatch.setattr(sources, "published_recall", alerted.published_one)
    monkeypatch.setattr(sources, "looked_up", lambda key, visitor: traders.looked_up(key))
    monkeypatch.setattr(sources, "product", traders.product)
    monkeypatch.setattr(sources, "enterprises", traders.enterprises)
    monkeypatch.setattr(sources, "regions", lambda: ["450702", "450721"])
    monkeypatch.setattr(sources, "enterprise", traders.enterprise)
    monkeypatch.setattr(sources, "products", traders.products)
    monkeypatch.setattr(sources, "printed", lambda typed: sources.Printed())
    monkeypatch.setattr(sources, "completeness_of", supervised.completeness_of)
    monkeypatch.setattr(sources, "profiles_now", lambda: dict(profiles()))
    monkeypatch.setattr(sources, "known_things", lambda keys: set(keys) & stories.STORIES.keys())
    monkeypatch.setattr(sources, "recent_things", lambda most: [*stories.lychee().things, *stories.vaccine().things])
    monkeypatch.setattr(data, "public_set", traders.public_set)
    cache.clear()
    yield Client()
    cache.clear()
