"""Kinds: the states of a case, what may be decided in it, and what each is called."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from zhuisu.core.findings import Text


class State(StrEnum):
    """Where a case stands."""

    NEW = "new"
    ASSIGNED = "assigned"
    INSPECTING = "inspecting"
    DECIDED = "decided"
    CLOSED = "closed"


class Decision(StrEnum):
    """What an official decided."""

    NO_ACTION = "no_action"
    WARNING = "warning"
    ORDER = "order"
    SANCTION = "sanction"
    TRANSFER = "transfer"


class Result(StrEnum):
    """What was found of one line of a check-list."""

    OK = "ok"
    WRONG = "wrong"
    NOT_APPLICABLE = "not_applicable"


class Origin(StrEnum):
    """What opened a case."""

    FINDING = "finding"
    REPORT = "report"


OPEN: Final = (State.NEW, State.ASSIGNED, State.INSPECTING, State.DECIDED)

STATES: Final[Mapping[str, Text]] = {
    State.NEW: Text("待受理", "new"),
    State.ASSIGNED: Text("办理中", "assigned"),
    State.INSPECTING: Text("已检查", "inspected"),
    State.DECIDED: Text("已决定", "decided"),
    State.CLOSED: Text("已结案", "closed"),
}
DECISIONS: Final[Mapping[str, Text]] = {
    Decision.NO_ACTION: Text("不予处理", "no action"),
    Decision.WARNING: Text("警告或约谈", "warning"),
    Decision.ORDER: Text("责令改正", "order to correct"),
    Decision.SANCTION: Text("行政处罚", "sanction"),
    Decision.TRANSFER: Text("移送其他机关", "handed to another authority"),
}
RESULTS: Final[Mapping[str, Text]] = {
    Result.OK: Text("符合", "in order"),
    Result.WRONG: Text("不符合", "not in order"),
    Result.NOT_APPLICABLE: Text("不涉及", "does not apply"),
}
ORIGINS: Final[Mapping[str, Text]] = {
    Origin.FINDING: Text("系统发现", "found by the rules"),
    Origin.REPORT: Text("群众举报", "reported by the public"),
}


def choices(names: Mapping[str, Text]) -> Mapping[str, str]:
    """The facts of a finding that names what may be chosen: in both languages, and as programs write it."""
    zh, en = "、".join(each.zh for each in names.values()), ", ".join(each.en for each in names.values())
    return {"known": ", ".join(str(name) for name in names), "known_zh": zh, "known_en": en}


NEXT: Final[Mapping[State, tuple[str, ...]]] = {
    State.NEW: ("assign", "say", "due", "route"),
    State.ASSIGNED: ("inspect", "decide", "letter", "say", "assign", "due"),
    State.INSPECTING: ("inspect", "decide", "letter", "serve", "hear", "say", "assign", "due"),
    State.DECIDED: ("close", "letter", "serve", "hear", "inspect", "say", "assign", "due", "reopen"),
    State.CLOSED: ("letter", "say", "reopen", "inspect"),
}
"""What may be done in a state, the likeliest first."""
