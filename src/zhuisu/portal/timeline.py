"""Timeline: the events of a story grouped by day, each told in a sentence."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

import msgspec

from zhuisu.core.findings import Language, Text
from zhuisu.portal.keyfacts import Fact
from zhuisu.portal.links import event_path, thing_path
from zhuisu.portal.story import Story, in_words, instant
from zhuisu.portal.verdict import is_stop
from zhuisu.portal.wording import (
    day_in_words,
    listed,
    moment_in_words,
    quantity_in_words,
    readings_in_words,
    value_in_words,
    weekday_in_words,
)
from zhuisu.portal.words import steps as words
from zhuisu.portal.words.attributes import MEASURES, UNTOLD, attribute_title, in_language, local_name
from zhuisu.portal.words.dispositions import DISPOSITIONS
from zhuisu.portal.words.levels import EVENT_TYPES
from zhuisu.tracing.answer import EventSummary, NamedAmount, PlaceOrParty

MOST_LINKS = 12
MOST_A_DAY = 8

STATUS = Text("状态", "State")
PLACE = Text("地点", "Place")
PARTY = Text("主体", "Party")
GIVER = Text("交出方", "From")
TAKER = Text("接收方", "To")
RECORDED = Text("入库时间", "Received here")
KIND = Text("记录类型", "Kind of record")
SHIPPED_TO = Text("，发往{name}", " to {name}")
RECEIVED_FROM = Text("，来自{name}", " from {name}")
AT = Text("{name}", " at {name}")


class ThingLink(msgspec.Struct, frozen=True):
    label: str
    path: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One event as a reader sees it. `measures` are sensor readings, `facts` everything behind the fold."""

    anchor: str
    clock: str
    told: str
    where: str
    is_stop: bool
    is_making: bool
    flag: str
    measures: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    things: tuple[ThingLink, ...]
    more_things: int
    raw_path: str


class Day(msgspec.Struct, frozen=True):
    """`folded` are the steps of a crowded day that wait behind a fold."""

    title: str
    weekday: str
    steps: tuple[Step, ...]
    folded: tuple[Step, ...]


def timeline(story: Story) -> list[Day]:
    """Oldest first, by the calendar of the place where it happened."""
    days: list[Day] = []
    for day, events in groupby(story.answer.events, key=lambda event: instant(event).date()):
        told = tuple(_step(story, event) for event in events)
        days.append(
            Day(
                day_in_words(day, story.language),
                weekday_in_words(day, story.language),
                told[:MOST_A_DAY],
                told[MOST_A_DAY:],
            )
        )
    return days


def _step(story: Story, event: EventSummary) -> Step:
    language = story.language
    stop = is_stop(story, event)
    keys = list(dict.fromkeys(amount.key for amount in event.amounts if amount.key != story.focus.key))
    return Step(
        anchor=f"e-{event.id}",
        clock=f"{instant(event):%H:%M}",
        told=told(story, event),
        where=_where(event, language),
        is_stop=stop,
        is_making=event.type == "TransformationEvent",
        flag=DISPOSITIONS[event.disposition].into(language) if stop else "",
        measures=tuple(_measures(event, language)),
        facts=tuple(_facts(event, language)),
        things=tuple(ThingLink(story.label(key), thing_path(key)) for key in keys[:MOST_LINKS]),
        more_things=max(0, max(event.amounts_total, len(keys)) - MOST_LINKS),
        raw_path=event_path(event.id, story.focus.key),
    )


def told(story: Story, event: EventSummary) -> str:
    """The event in a sentence; without a party, its title and the goods."""
    language, step = story.language, _words_of(event)
    pieces = {
        "who": in_words(event.party.names, language) if event.party else "",
        "what": _goods(story, _things(event)),
        "at": _at(event, language),
        "inputs": _goods(story, _by_role(event, "input", "input_amount")),
        "outputs": _goods(story, _by_role(event, "output", "output_amount")),
        "parent": _goods(story, _by_role(event, "parent")),
    }
    pattern = step.told.into(language)
    if not pieces["who"] and "{who}" in pattern:
        goods = pieces["what"] or pieces["outputs"]
        return f"{step.title.into(language)}{'：' if language is Language.ZH else ': '}{goods}"
    return pattern.format(**pieces) + _direction(event, language)


def _words_of(event: EventSummary) -> words.Step:
    """The words for the event: by its type where that says more, else by its step, else by its action."""
    if event.type == "TransformationEvent":
        return words.TRANSFORMED
    if event.type == "AggregationEvent" and event.action in words.AGGREGATED:
        return words.AGGREGATED[event.action]
    if event.type == "AssociationEvent" and event.action in words.ASSOCIATED:
        return words.ASSOCIATED[event.action]
    if event.biz_step in words.STEPS:
        return words.STEPS[event.biz_step]
    if event.type == "TransactionEvent":
        return words.LINKED
    return words.BY_ACTION.get(event.action, words.SEEN)


def _things(event: EventSummary) -> list[NamedAmount]:
    """What the event is about: its items or children, or the parent where it names nothing else."""
    named = _by_role(event, "item", "amount", "child", "child_amount")
    return named or _by_role(event, "parent", "input", "input_amount", "output", "output_amount")


def _by_role(event: EventSummary, *roles: str) -> list[NamedAmount]:
    return [amount for amount in event.amounts if amount.role.lower() in roles]


def _goods(story: Story, amounts: Iterable[NamedAmount]) -> str:
    """Amounts with their units; individuals counted by name."""
    language = story.language
    individuals = Counter[str]()
    single: dict[str, str] = {}
    parts: list[str] = []
    for amount in amounts:
        name = story.name(amount.key)
        if amount.quantity is None:
            individuals[name] += 1
            single[name] = f"{name} {story.mark(amount.key)}".strip()
        else:
            parts.append(f"{name} {quantity_in_words(amount.quantity, amount.uom, language)}")
    for name, count in individuals.items():
        parts.append(single[name] if count == 1 else f"{name} {quantity_in_words(count, '', language)}")
    return listed(parts, language)


def _at(event: EventSummary, language: Language) -> str:
    name = in_words(event.place.names, language) if event.place else ""
    return AT.into(language).format(name=name) if name else ""


def _where(event: EventSummary, language: Language) -> str:
    return in_words(event.place.names, language) if event.place else ""


def _direction(event: EventSummary, language: Language) -> str:
    """Where a shipment goes, whence a receipt came."""
    if event.biz_step == "shipping" and event.destination_party:
        name = in_words(event.destination_party.names, language)
        return SHIPPED_TO.into(language).format(name=name) if name else ""
    if event.biz_step == "receiving" and event.source_party:
        name = in_words(event.source_party.names, language)
        return RECEIVED_FROM.into(language).format(name=name) if name else ""
    return ""


def _measures(event: EventSummary, language: Language) -> Iterator[Fact]:
    """Readings as chips; many of one kind as their span."""
    for name, value in event.details.items():
        if local_name(name) in MEASURES:
            yield Fact(attribute_title(name).into(language), readings_in_words(value, language))


def conditions_in_words(value: str, language: Language) -> str:
    """Persistent dispositions, as `set` and `unset` list them."""
    named = (DISPOSITIONS.get(each, Text(each, each)).into(language) for each in value.split(", "))
    return "、".join(named) if language is Language.ZH else ", ".join(named)


def _facts(event: EventSummary, language: Language) -> Iterator[Fact]:
    if event.disposition:
        state = DISPOSITIONS.get(event.disposition)
        yield Fact(STATUS.into(language), state.into(language) if state else event.disposition)
    named: tuple[tuple[Text, PlaceOrParty | None], ...] = (
        (PLACE, event.place),
        (PARTY, event.party),
        (GIVER, event.source_party),
        (TAKER, event.destination_party),
    )
    for title, who in named:
        if who:
            yield Fact(title.into(language), in_words(who.names, language) or who.key, thing_path(who.key))
    for name, value in in_language(event.details, language).items():
        if name in ("set", "unset"):
            yield Fact(attribute_title(name).into(language), conditions_in_words(value, language))
        elif name not in MEASURES | UNTOLD:
            yield Fact(attribute_title(name).into(language), value_in_words(value, language))
    yield Fact(RECORDED.into(language), moment_in_words(datetime.fromisoformat(event.record_time), language))
    yield Fact(KIND.into(language), EVENT_TYPES[event.type].into(language) if event.type in EVENT_TYPES else event.type)
