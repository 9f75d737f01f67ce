"""A text is tried on past events before it takes effect: what it would find, and what it would not find any more."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import msgspec
import pytest
from django.db import connection

from tests.chains.documents import document, register
from tests.chains.story import broken, clean, stories
from tests.docs.blocks import blocks
from tests.supervision.cast import AGRICULTURE, GROWER, OPERATOR
from tests.supervision.following import captured, events_of
from zhuisu import packaged
from zhuisu.supervision import sitting
from zhuisu.supervision.editing import HeldEdition, draft, put_in_force
from zhuisu.supervision.editions import profile_on
from zhuisu.supervision.refusing import Refusal, Why
from zhuisu.supervision.trying import SECONDS, Span, Trial, try_text

pytestmark = pytest.mark.usefixtures("supervision")

STORIES = stories()
TEXT = packaged.texts("varieties")["livestock.toml"]
STRICT = (
    TEXT
    + """
[rule.long_rest]
kind = "value_range"
zh = "宰前静养二十四小时"
en = "rest of a day before slaughter"
at = ["enter_house"]
value = "zhuisu:restHours"
minimum = 24
"""
)
FEW = """
[rule.few]
kind = "count_at_most"
zh = "次数"
en = "few"
at = ["immunise"]
by = "bizStep"
most = 1
days = 9
"""
WITHOUT = TEXT.replace("[rule.rested]", "[rule.rested_longer]").replace('"rested"', '"rested_longer"')
Tell = Callable[..., None]


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Tell:
    def tell(change: dict[str, Any] | None = None, name: str = "livestock") -> None:
        told = broken(STORIES[name], change) if change else clean(STORIES[name])
        profile = packaged.profiles()[name]
        registry = register(told, profile)
        monkeypatch.setattr(sitting, "facts", lambda _: registry)
        monkeypatch.setattr("zhuisu.supervision.trying.facts", lambda _: registry)
        captured(events_of(document(told, profile, packaged.library())))

    return tell


def tried(text: str, **more: Any) -> Trial:
    found = try_text("livestock", text, actor=more.pop("actor", OPERATOR), span=Span(**more))
    assert isinstance(found, Trial), found
    return found


def test_a_new_rule_says_what_it_would_find(tell: Tell) -> None:
    tell()
    found = tried(STRICT)
    assert (found.looked, found.judged, found.next, found.partial) == (12, 12, None, ())
    (rule,) = found.rules
    assert (rule.rule, rule.opens, rule.closes, rule.stays) == ("long_rest", 1, 0, 0)
    assert rule.name.zh == "宰前静养二十四小时"
    (example,) = rule.opening
    assert example.told.en.startswith("rest of a day before slaughter: ")


def test_a_rule_that_goes_says_what_would_no_longer_be_found(tell: Tell) -> None:
    tell({"set": {"enter_house": {"restHours": 6}}})
    rules = {each.rule: each for each in tried(WITHOUT).rules}
    assert (rules["rested"].opens, rules["rested"].closes) == (0, 1)
    assert (rules["rested_longer"].opens, rules["rested_longer"].closes) == (1, 0)
    (rule,) = tried(TEXT).rules
    assert (rule.rule, rule.opens, rule.closes, rule.stays) == ("rested", 0, 0, 1)


def test_nothing_is_written(tell: Tell) -> None:
    tell()
    tried(STRICT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT count(*) FROM supervision_finding) + (SELECT count(*) FROM supervision_shared)")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("size", [1, 2, 5, 12, 13])
def test_pages_look_at_every_event_once_and_tell_every_finding_once(tell: Tell, size: int) -> None:
    tell({"set": {"enter_house": {"restHours": 6}}})
    pages = list(paged(size))
    assert sum(page.looked for page in pages) == 12
    counted = [(rule.rule, rule.opens, rule.stays) for page in pages for rule in page.rules]
    assert sorted(counted) == [("long_rest", 1, 0), ("rested", 0, 1)]


def paged(size: int) -> Iterator[Trial]:
    page = tried(STRICT, events=size)
    yield page
    while page.next is not None:
        page = tried(STRICT, events=size, before=page.next)
        yield page


def test_an_answer_ends_when_its_time_is_over_and_says_where_to_go_on(tell: Tell) -> None:
    tell()
    ticks = count(step=SECONDS)
    found = try_text("livestock", STRICT, actor=OPERATOR, span=Span(), clock=lambda: next(ticks))
    assert isinstance(found, Trial)
    assert found.looked == 1
    assert found.next is not None


def test_a_span_of_time_bounds_the_events(tell: Tell) -> None:
    tell()
    assert tried(STRICT, until=datetime(2026, 3, 2, tzinfo=UTC)).looked == 1
    assert tried(STRICT, since=datetime(2027, 1, 1, tzinfo=UTC)) == Trial("livestock", 0, 0, (), (), None)


def test_a_rule_that_compares_by_what_nothing_in_force_does_is_said_to_be_partial(tell: Tell) -> None:
    tell({"repeat": [{"event": "immunise", "after": "+1d"}, {"event": "immunise", "after": "+2d"}]})
    text = TEXT + FEW
    found = tried(text)
    assert found.partial == ("few",)
    assert [(each.rule, each.opens > 0) for each in found.rules if each.rule == "few"] == [("few", True)]


def test_examples_are_those_that_the_actor_may_read(tell: Tell) -> None:
    tell()
    (rule,) = tried(STRICT, actor=AGRICULTURE).rules
    assert (rule.opens, rule.opening) == (1, ())
    (rule,) = tried(STRICT, actor=msgspec.structs.replace(AGRICULTURE, regions=frozenset())).rules
    assert len(rule.opening) == 1


def test_a_text_that_is_faulty_or_not_the_actors_is_not_tried() -> None:
    faulty = try_text("livestock", "", actor=OPERATOR, span=Span())
    foreign = try_text("livestock", TEXT, actor=GROWER, span=Span())
    assert isinstance(faulty, Refusal)
    assert isinstance(foreign, Refusal)
    assert (faulty.why, foreign.why) == (Why.INVALID, Why.FORBIDDEN)


def test_the_example_of_the_documentation_is_tried_drafted_and_decided(tell: Tell) -> None:
    tell({"varieties": {"lot": "fruit"}}, name="fruit")
    (block,) = [each for each in blocks("profiles.md", "toml") if each.startswith("[rule.")]
    text = packaged.texts("varieties")["fruit.toml"] + block
    found = try_text("fruit", text, actor=OPERATOR, span=Span())
    assert isinstance(found, Trial)
    assert [(each.rule, each.opens, each.opening[0].told.en[:42]) for each in found.rules] == [
        ("cooled", 1, "a day of cooling between harvest and sale:")
    ]
    drafted = draft("fruit", text, actor=OPERATOR)
    assert isinstance(drafted, HeldEdition)
    decided = put_in_force("fruit", drafted.number, date(2999, 1, 1), actor=OPERATOR)
    assert isinstance(decided, HeldEdition)
    later = profile_on("fruit", date(2999, 1, 2))
    assert later is not None
    assert later.rules[-1].id == "cooled"
