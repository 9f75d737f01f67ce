"""Each figure of a score leads to just the records behind it, and no others."""

import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client

from tests.console.cast import AUDITOR, GROWER, signed_in
from tests.emptying import empty
from tests.figures.conftest import TABLES as FIGURES
from tests.rating.cast import account, connect, rate
from tests.rating.conftest import TABLES
from tests.recording.cast import AT_FARM, ago, harvest, saved
from tests.recording.cast import GROWER as FARM
from tests.recording.conftest import town
from tests.supervision.cast import finding
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.figures import following
from zhuisu.rating.models import Subject
from zhuisu.recording.correcting import withdraw

__all__ = ["town"]

pytestmark = pytest.mark.usefixtures("console", "recorded")


@pytest.fixture
def recorded(town: None) -> Iterator[None]:
    """Three harvests of a farm with a program, one of which came three days late."""
    account(AT_FARM)
    connect(AT_FARM)
    saved(AT_FARM, harvest(lot="L0", event_time=ago(days=3)))
    for lot in ("L1", "L2"):
        saved(AT_FARM, harvest(lot=lot))
    rate()
    following.catch_up()
    yield
    empty(f"{TABLES}, {FIGURES}")


def led(client: Client, kind: str, subject: str) -> list[tuple[int, str]]:
    """The figures of the rolling score that lead somewhere, and where."""
    page = client.get(f"/admin/ratings/{kind}/{subject}/").content.decode()
    (row,) = re.findall(r'<tr[^>]*><th scope="row">last 30 days.*?</tr>', page, re.DOTALL)
    return [(int(number), unescape(href)) for href, number in re.findall(r'<a href="([^"]+)">(\d+)</a>', row)]


def events(client: Client, page: str) -> set[str]:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return set(re.findall(r"/admin/events?/([0-9a-f-]{36})", answer.content.decode()))


@pytest.mark.parametrize(("kind", "subject"), [("party", FARM), ("system", "farm")])
def test_records_and_late_ones_are_those_that_were_counted(kind: str, subject: str) -> None:
    client = signed_in(AUDITOR)
    (all_of_them, page), (late, late_page), *_ = led(client, kind, subject)
    assert (all_of_them, late) == (3, 1)
    assert len(events(client, page)) == 3
    assert len(events(client, late_page)) == 1
    assert events(client, late_page) < events(client, page)


def test_what_was_found_of_a_record_is_shown_with_it() -> None:
    client = signed_in(AUDITOR)
    (_, page), *_ = led(client, "party", FARM)
    first, second, _ = sorted(events(client, page))
    named = {"party": FARM, "time": ago(hours=2), "opened_at": ago(hours=1)}
    finding(code="rule.required_fields.missing", events=[first], **named)
    finding(code="rule.quota", events=[second], **named)
    Subject.objects.update(due_at=ago(hours=1))
    rate()
    for kind, subject in (("party", FARM), ("system", "farm")):
        _, _, (missing, missing_page), (wrong, wrong_page) = led(client, kind, subject)
        assert (missing, events(client, missing_page)) == (1, {first})
        assert (wrong, events(client, wrong_page)) == (1, {second})


def test_who_may_not_read_ratings_or_asks_for_what_is_none_sees_no_records() -> None:
    page = f"/admin/ratings/records/party/{FARM}/?period=rolling&figure="
    assert signed_in(GROWER).get(f"{page}late").status_code == 403
    client = signed_in(AUDITOR)
    odd = [f"{page}nonsense", "/admin/ratings/records/planet/mars/?period=rolling&figure=late"]
    assert [client.get(each).status_code for each in odd] == [404, 404]


def test_what_was_taken_back_or_refused_is_a_click_away_and_why_for_those_who_may_know() -> None:
    first = saved(AT_FARM, harvest(lot="L9")).event
    withdraw(actor=AT_FARM, event=first, reason="记错了地块")
    broken = io.BytesIO(b'{"@context": [], "type": "EPCISDocument", "epcisBody": {"eventList": [{"type": "Lunch"}]}}')
    capture_document(broken, actor=AT_FARM, behaviour=ErrorBehaviour.PROCEED)
    Subject.objects.update(due_at=ago(hours=1))
    rate()
    client = signed_in(AUDITOR)
    for kind, subject in (("party", FARM), ("system", "farm")):
        corrected, page = next(each for each in led(client, kind, subject) if "figure=corrected" in each[1])
        assert (corrected, len(events(client, page))) == (1, 1)
    refused, page = next(each for each in led(client, "system", "farm") if "figure=refused" in each[1])
    assert refused == 1
    said = client.get(page).content.decode()
    assert '<td class="number">1</td><td class="words">' in said
    assert "told to who sent it" not in said
