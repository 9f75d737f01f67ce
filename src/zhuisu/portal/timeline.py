"""Timeline: the events of a story grouped by day, each told in a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

import msgspec

from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.findings import Language, Text
from zhuisu.portal.keyfacts import Fact
from zhuisu.portal.links import event_path, proof_path, thing_path
from zhuisu.portal.story import Story, in_words, instant
from zhuisu.portal.telling import told, words_of
from zhuisu.portal.verdict import is_stop
from zhuisu.portal.wording import (
    PERSON_KEY,
    SOMEBODY,
    day_in_words,
    listed,
    moment_in_words,
    readings_in_words,
    value_in_words,
    weekday_in_words,
)
from zhuisu.portal.words.attributes import MEASURES, UNTOLD, attribute_title, in_language
from zhuisu.portal.words.dispositions import DISPOSITIONS
from zhuisu.portal.words.levels import EVENT_TYPES
from zhuisu.tracing.answer import EventSummary, PlaceOrParty
from zhuisu.tracing.names import local_name

MOST_LINKS = 12
MOST_A_DAY = 8
LONG_RUN = 4

STATUS = Text("状态", "State")
PLACE = Text("地点", "Place")
PARTY = Text("主体", "Party")
GIVER = Text("交出方", "From")
TAKER = Text("接收方", "To")
KIND = Text("记录类型", "Kind of record")
TIMES = Text("{title} {count} 次", "{title}, {count} times")


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
    recorded: str
    proof_path: str
    alike: tuple["Step", ...] = ()


class Day(msgspec.Struct, frozen=True):
    """`folded` are the steps of a crowded day that wait behind a fold."""

    title: str
    weekday: str
    steps: tuple[Step, ...]
    folded: tuple[Step, ...]


def timelines(story: Story) -> tuple[list[Day], list[Day]]:
    """What happened to the thing itself, and what happened to the things that it came from or went into."""
    own = story.own_events() or list(story.answer.events)
    known = {event.id for event in own}
    return timeline(story, own), timeline(story, [event for event in story.answer.events if event.id not in known])


def timeline(story: Story, events: Iterable[EventSummary]) -> list[Day]:
    """Oldest first, by the calendar of the place where it happened."""
    days: list[Day] = []
    for day, of_day in groupby(events, key=lambda event: instant(event).date()):
        steps = tuple(step for _, run in groupby(of_day, key=_likeness) for step in _run(story, list(run)))
        title, weekday = day_in_words(day, story.language), weekday_in_words(day, story.language)
        days.append(Day(title, weekday, steps[:MOST_A_DAY], steps[MOST_A_DAY:]))
    return days


def _likeness(event: EventSummary) -> tuple[str, ...]:
    """What events of one run share: kind, step, state, who did it, and into what kind of thing it was put."""
    who = event.party.key if event.party else ""
    into = next((each.key for each in event.amounts if each.role == "parent"), "")
    return (
        event.type,
        event.action,
        event.biz_step,
        event.disposition,
        event.details.get("set", ""),
        event.details.get("stage", ""),
        who,
        class_key(into) or parse_key(into).scheme,
    )


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
        title=_title(story, event),
        told=told(story, event),
        where=_where(event, language),
        is_stop=stop,
        is_making=event.type == "TransformationEvent",
        flag=DISPOSITIONS[event.disposition].into(language) if stop else "",
        measures=tuple(_measures(event, language)),
        facts=tuple(_facts(event, language)),
        things=tuple(ThingLink(story.label(key), thing_path(key)) for key in keys[:MOST_LINKS]),
        more_things=max(0, max(event.amounts_total, len(keys)) - MOST_LINKS),
        raw_path=event_path(event.id, story.focus.key, story.after),
        recorded=moment_in_words(datetime.fromisoformat(event.record_time).astimezone(story.now.tzinfo), language),
        proof_path=proof_path(event.id, story.focus.key, story.after),
    )


def _title(story: Story, event: EventSummary) -> str:
    """What the variety's profile calls the stage; of an event of no stage, its business step."""
    stage = story.stage(event)
    return stage.name.into(story.language) if stage else words_of(event).title.into(story.language)


def _where(event: EventSummary, language: Language) -> str:
    return in_words(event.place.names, language) if event.place else ""


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
        if who and who.key.startswith(PERSON_KEY):
            yield Fact(title.into(language), SOMEBODY.into(language))
        elif who:
            yield Fact(title.into(language), in_words(who.names, language) or who.key, thing_path(who.key))
    for name, value in in_language(event.details, language).items():
        if name in ("set", "unset"):
            yield Fact(attribute_title(name).into(language), conditions_in_words(value, language))
        elif name not in MEASURES | UNTOLD:
            yield Fact(attribute_title(name).into(language), value_in_words(value, language))
    yield Fact(KIND.into(language), EVENT_TYPES[event.type].into(language) if event.type in EVENT_TYPES else event.type)
