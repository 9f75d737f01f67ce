"""Kinds: the states of a measure, of a decision and of a meeting, with their names."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from zhuisu.core.findings import Text


class State(StrEnum):
    """How far a measure is."""

    PLANNED = "planned"
    DOING = "doing"
    BLOCKED = "blocked"
    DONE = "done"


STATES: Final[Mapping[State, Text]] = {
    State.PLANNED: Text("未启动", "not begun"),
    State.DOING: Text("推进中", "under way"),
    State.BLOCKED: Text("受阻", "blocked"),
    State.DONE: Text("已完成", "done"),
}


class Part(StrEnum):
    """What a department has to do with a measure."""

    LEAD = "lead"
    OTHER = "other"


PARTS: Final[Mapping[Part, Text]] = {
    Part.LEAD: Text("我单位牵头", "we lead"),
    Part.OTHER: Text("我单位参与", "we take part"),
}


class Settled(StrEnum):
    """What became of a decision."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


SETTLED: Final[Mapping[Settled, Text]] = {
    Settled.OPEN: Text("待落实", "to be done"),
    Settled.DONE: Text("已落实", "done"),
    Settled.DROPPED: Text("不再执行", "dropped"),
}
