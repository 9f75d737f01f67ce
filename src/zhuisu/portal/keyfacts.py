"""Key facts: what a reader compares with the package: batch, maker, dates, and whatever else is stated."""

import msgspec

from zhuisu.core.findings import Language, Text
from zhuisu.portal.links import thing_path
from zhuisu.portal.story import Story, concerns_focus, in_words, instant
from zhuisu.portal.wording import day_in_words, value_in_words
from zhuisu.portal.words.attributes import ATTRIBUTES, UNTOLD, attribute_title, in_language
from zhuisu.portal.words.steps import STEPS

MOST_FACTS = 14
BATCH = Text("批次", "Batch")
MAKER = Text("最初登记", "First recorded by")
LATEST = Text("最近一次记录", "Latest record")
NOW_AT = Text("最近地点", "Last seen at")
_MAKERS = ("manufacturerOfTradeItemPartyName", "manufacturer", "producer")
_ORDER = {name: place for place, name in enumerate(ATTRIBUTES)}


class Fact(msgspec.Struct, frozen=True):
    """One line. `path` leads to the thing that it names, where there is one."""

    title: str
    value: str
    path: str = ""


def key_facts(story: Story) -> list[Fact]:
    """The batch and the maker first, then what is stated, in a reader's order, then where it was last."""
    language = story.language
    stated = _stated(story)
    facts: list[Fact] = []
    if story.batch:
        number = stated.pop("lotNumber", story.batch.rsplit("/", 1)[-1])
        path = thing_path(story.batch) if story.batch != story.focus.key else ""
        facts.append(Fact(BATCH.into(language), number, path))
    if not any(name in stated for name in _MAKERS):
        facts += _first_party(story)
    for name in sorted(stated, key=lambda each: _ORDER.get(each, len(_ORDER))):
        facts.append(Fact(attribute_title(name).into(language), value_in_words(stated[name], language)))
    return facts[:MOST_FACTS] + _latest(story)


def _stated(story: Story) -> dict[str, str]:
    """Local name → value; what the thing says of itself wins over its batch, and that over its class."""
    stated: dict[str, str] = {}
    for thing in story.attribute_sources():
        for name, value in in_language(thing.attributes, story.language).items():
            if name not in UNTOLD and value:
                stated.setdefault(name, value)
    return stated


def _first_party(story: Story) -> list[Fact]:
    party = next((event.party for event in story.answer.events if event.party and concerns_focus(story, event)), None)
    if party is None:
        return []
    return [Fact(MAKER.into(story.language), in_words(party.names, story.language) or party.key)]


def _latest(story: Story) -> list[Fact]:
    if not story.answer.events:
        return []
    language, last = story.language, story.answer.events[-1]
    step = STEPS[last.biz_step].title.into(language) if last.biz_step in STEPS else ""
    day = day_in_words(instant(last).date(), language)
    comma = "，" if language is Language.ZH else ", "
    facts = [Fact(LATEST.into(language), comma.join(part for part in (day, step) if part))]
    place = last.place and in_words(last.place.names, language)
    return [*facts, Fact(NOW_AT.into(language), place)] if place else facts
