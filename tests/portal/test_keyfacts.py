import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from tests.portal import stories
from zhuisu.core import profiles
from zhuisu.core.findings import Language
from zhuisu.demo.directory import table
from zhuisu.portal.keyfacts import key_facts
from zhuisu.portal.relatives import relatives
from zhuisu.portal.story import Story
from zhuisu.portal.words.attributes import UNTOLD, attribute_title
from zhuisu.tracing.answer import TraceAnswer

PROFILES = Path(profiles.__file__).parent
REGISTER = re.compile(r"register\.[a-z]+\.(\w+)")
NOW = datetime(2026, 7, 1, tzinfo=UTC)


def facts(answer: TraceAnswer, language: Language) -> dict[str, str]:
    return {fact.title: fact.value for fact in key_facts(Story(answer, language, NOW))}


def test_the_facts_are_those_that_a_reader_compares_with_the_package() -> None:
    assert facts(stories.lychee(), Language.EN) == {
        "Batch": "20260612-01",
        "First recorded by": "Liuli Fruit Cooperative, Lingshan",
        "Variety": "Guiwei",
        "Harvest ended": "12 June 2026",
        "Origin": "Liulidong, Lingshan",
        "Latest record": "13 June 2026, Sold",
        "Last seen at": "Fruit stall 12, Dongfeng Market",
    }


def test_a_fact_in_two_languages_is_told_in_the_readers() -> None:
    assert facts(stories.lychee(), Language.ZH)["产地"] == "灵山县六荔垌"


def test_sources_come_nearest_first_and_siblings_are_no_products() -> None:
    kin = relatives(Story(stories.formula(), Language.EN, NOW))
    assert kin.sources[0].name == "Base powder"
    assert kin.sources[-1].say == "Batch M023 · 2 steps away"
    assert kin.products == ()
    assert [each.key for each in kin.holders] == ["00/369012340000000000"]


def test_a_batch_tells_what_its_items_are() -> None:
    kin = relatives(Story(stories.formula(), Language.EN, NOW))
    assert kin.held == ()
    answer = stories.formula()
    of_batch = msgspec.structs.replace(answer, focus="01/06901234200010/10/YP26A")
    assert len(relatives(Story(of_batch, Language.EN, NOW)).products) == 99


def test_every_field_that_a_profile_or_the_demonstration_states_has_words() -> None:
    asked = {name for text in PROFILES.rglob("*.toml") for name in REGISTER.findall(text.read_text())}
    stated = {name.partition("@")[0] for row in table("products").values() for name in row.get("facts", {})}
    attributes = {name for row in table("registry")["attributes"].values() for name in row}
    wordless = {each for each in (asked | stated | attributes) - UNTOLD if attribute_title(each).zh == each}
    assert wordless == set()
