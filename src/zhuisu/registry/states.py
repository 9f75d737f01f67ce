"""State: how far the filing (备案) and approval of an entry has come, and which acts lead where."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple

from zhuisu.core.findings import Text


class State(StrEnum):
    """Of an entry. A licence that is approved is valid, one that is closed revoked."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    APPROVED = "approved"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    MERGED = "merged"


class Act(StrEnum):
    """What is decided about an entry."""

    FILE = "file"
    RETURN = "return"
    APPROVE = "approve"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"


class Step(NamedTuple):
    """An act: from which states, to which."""

    name: Text
    starts: frozenset[State]
    end: State


_OPEN: Final = frozenset(State) - {State.CLOSED, State.MERGED}

STEPS: Final[Mapping[Act, Step]] = {
    Act.FILE: Step(Text("备案", "file"), frozenset({State.DRAFT, State.RETURNED}), State.FILED),
    Act.RETURN: Step(Text("退回", "return"), frozenset({State.FILED}), State.RETURNED),
    Act.APPROVE: Step(Text("核准", "approve"), frozenset({State.FILED}), State.APPROVED),
    Act.SUSPEND: Step(Text("暂停", "suspend"), frozenset({State.APPROVED}), State.SUSPENDED),
    Act.RESUME: Step(Text("恢复", "resume"), frozenset({State.SUSPENDED}), State.APPROVED),
    Act.CLOSE: Step(Text("注销", "close"), _OPEN, State.CLOSED),
}

NEED_REASON: Final = frozenset({Act.RETURN, Act.SUSPEND, Act.RESUME, Act.CLOSE})

NAMES: Final[Mapping[State, Text]] = {
    State.DRAFT: Text("草稿", "draft"),
    State.FILED: Text("已备案待核准", "filed"),
    State.RETURNED: Text("已退回", "returned"),
    State.APPROVED: Text("已核准", "approved"),
    State.SUSPENDED: Text("已暂停", "suspended"),
    State.CLOSED: Text("已注销", "closed"),
    State.MERGED: Text("已合并", "merged"),
}
