"""Timeline: the events of a story grouped by day, each told in a sentence."""

from collections import defaultdict
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
LONG_RUN = 4

STATUS = Text("状态", "State")
PLACE = Text("地点", "Place")
PARTY = Text("主体", "Party")
GIVER = Text("交出方", "From")
TAKER = Text("接收方", "To")
RECORDED = Text("入库时间", "Received here")
KIND = Text("记录类型", "Kind of record")
SHIPPED_TO = Text("，发往{name}", " to {name}")
RECEIVED_FROM = Text("，来自{name}", " from {name}")
TIMES = Text("{title} {count} 次", "{title}, {count} times")
THIS = Text("本品", "this product")
THIS_BATCH = Text("本批次", "this batch")
AT = Text("{name}", " at {name}")


class ThingLink(msgspec.Struct, frozen=True):
    label: str
    path: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One event as a reader sees it. `measures` are sensor readings, `facts` everything behind the fold."""

    anchor: str
    clock: str
    title: str
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
    alike: tuple["Step", ...] = ()


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
        steps = tuple(step for _, run in groupby(events, key=_likeness) for step in _run(story, list(run)))
        title, weekday = day_in_words(day, story.language), weekday_in_words(day, story.language)
        days.append(Day(title, weekday, steps[:MOST_A_DAY], steps[MOST_A_DAY:]))
    return days


def _likeness(event: EventSummary) -> tuple[str, ...]:
    """What events of one run share: kind, step, state and who did it."""
    who = event.party.key if event.party else ""
    return event.type, event.action, event.biz_step, event.disposition, event.details.get("set", ""), who


def _run(story: Story, events: list[EventSummary]) -> Iterator[Step]:
    """A long run of like events is one step that holds them all; a short one is told event by event."""
    steps = tuple(_step(story, event) for event in events)
    if len(steps) < LONG_RUN or any(step.is_stop for step in steps):
        yield from steps
        return
    amounts = dict.fromkeys(amount for event in events for amount in event.amounts)
    whole = msgspec.structs.replace(events[0], amounts=tuple(amounts))
    places = dict.fromkeys(step.where for step in steps if step.where)
    yield msgspec.structs.replace(
        steps[0],
        clock=f"{steps[0].clock}–{steps[-1].clock}",
        title=TIMES.into(story.language).format(title=steps[0].title, count=len(steps)),
        told=told(story, whole),
        where=listed(list(places), story.language),
        measures=tuple(_spans(events, story.language)),
        alike=steps,
    )


def _step(story: Story, event: EventSummary) -> Step:
    language = story.language
    stop = is_stop(story, event)
    keys = list(dict.fromkeys(amount.key for amount in event.amounts if amount.key != story.focus.key))
    return Step(
        anchor=f"e-{event.id}",
        clock=f"{instant(event):%H:%M}",
        title=_words_of(event).title.into(language),
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
    """The event in a sentence; without a party, only what it was about."""
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
        return (pieces["what"] or pieces["outputs"]) + _direction(event, language)
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
    """Amounts with their units, those of one name together; individuals counted by name."""
    language = story.language
    individuals: dict[str, list[str]] = defaultdict(list)
    measured: dict[tuple[str, str], float] = defaultdict(float)
    for amount in amounts:
        name = _called(story, amount.key)
        if amount.quantity is None:
            individuals[name].append(amount.key)
        else:
            measured[name, amount.uom] += amount.quantity
    parts = [f"{name} {quantity_in_words(total, uom, language)}" for (name, uom), total in measured.items()]
    for name, keys in individuals.items():
        if len(keys) > 1:
            parts.append(f"{name} {quantity_in_words(len(keys), '', language)}")
        else:
            parts.append(name if keys[0] == story.focus.key else f"{name} {story.mark(keys[0])}".strip())
    return listed(parts, language)


def _called(story: Story, key: str) -> str:
    """The thing of the page is "this one": its name stands above already."""
    if key == story.focus.key:
        return (THIS_BATCH if story.focus.level == "batch" else THIS).into(story.language)
    return THIS_BATCH.into(story.language) if key == story.batch else story.name(key)


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
    return _spans([event], language)


def _spans(events: Iterable[EventSummary], language: Language) -> Iterator[Fact]:
    read: dict[str, list[str]] = defaultdict(list)
    for event in events:
        for name, value in event.details.items():
            if local_name(name) in MEASURES:
                read[name].append(value)
    for name, values in read.items():
        yield Fact(attribute_title(name).into(language), readings_in_words("; ".join(values), language))


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
