"""Kind: what a rule kind consists of — whom an event concerns, which events judge it, and the judgement."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import msgspec

from zhuisu.core.findings import Severity
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene

Told = dict[str, str | int | float]


class Need(StrEnum):
    """Which events judge a subject. For all but EVENT and SHARING the subject is the key of a thing."""

    EVENT = "event"  # the event alone; the subject is its id
    OWN = "own"  # `History.own`
    ANCESTRY = "ancestry"  # `History.ancestry`
    FAMILY = "family"  # `History.family`
    SHARING = "sharing"  # `History.sharing(path, subject)`


class Breach(msgspec.Struct, frozen=True, kw_only=True):
    """A rule is broken by an event. `variant` tells ways of breaking one kind apart; `facts` fill the sentence in.

    `weight` is set where a breach weighs less than the rule, such as a note that nothing can be judged.
    """

    record: Record
    variant: str = ""
    path: str = ""
    facts: Mapping[str, str | int | float] = {}
    others: tuple[Record, ...] = ()
    weight: Severity | None = None
    at: int | None = None  # when the rule was broken, where that is not the event's time (overdue)


Subjects = Callable[[Any, Record, Scene], Iterable[str]]
Judge = Callable[[Any, str, Sequence[Record], Scene], Iterator[Breach]]
Wakes = Callable[[Any, str, Sequence[Record], Scene], Iterator[int]]


def never(rule: Any, subject: str, timeline: Sequence[Record], scene: Scene) -> Iterator[int]:
    """The wakes of a kind whose answers change by events alone."""
    return iter(())


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """`subjects(rule, record, scene)` are those that the event concerns; none where the rule does not look at it.

    `judge(rule, subject, timeline, scene)` is a pure function of its arguments; the timeline is in the order of time
    and holds what `need` says. `by(rule)` is the path of SHARING. `wakes`: the moments (UTC microseconds) from
    which the answer may be another although nothing happened.
    """

    need: Callable[[Any], Need]
    subjects: Subjects
    judge: Judge
    by: Callable[[Any], str] = lambda rule: str(rule.by)
    wakes: Wakes = never


def event_alone(_: object) -> Need:
    return Need.EVENT


def own(_: object) -> Need:
    return Need.OWN


def family(_: object) -> Need:
    return Need.FAMILY


def sharing(_: object) -> Need:
    return Need.SHARING


def within(rule: Any) -> Need:
    """As the rule says."""
    return Need.ANCESTRY if rule.within == "ancestry" else Need.OWN


def judged_events(rule: Any, record: Record, scene: Scene) -> Iterable[str]:
    """Of an event-alone kind: the event, where the rule judges it."""
    return (record.id,) if scene.judged(rule, record) else ()
