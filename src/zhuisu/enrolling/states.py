"""State: how far an application has come; and what it asks for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from zhuisu.core.findings import Text


class State(StrEnum):
    """Of an application."""

    DRAFT = "draft"
    FILED = "filed"
    RETURNED = "returned"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Aim(StrEnum):
    """What is asked for: that somebody new is registered, or an account of somebody who is registered already."""

    ENROL = "enrol"
    JOIN = "join"


OPEN: Final = frozenset({State.DRAFT, State.RETURNED})
"""In these, whoever applies may change what it says."""

NAMES: Final[Mapping[State, Text]] = {
    State.DRAFT: Text("填写中", "being filled in"),
    State.FILED: Text("已提交，等待审核", "filed, waiting for a decision"),
    State.RETURNED: Text("已退回，请补正", "returned: something is to be mended"),
    State.APPROVED: Text("已通过", "approved"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
}

AIMS: Final[Mapping[Aim, Text]] = {
    Aim.ENROL: Text("主体备案", "to be registered"),
    Aim.JOIN: Text("已备案主体申请账户", "an account of a registered party"),
}
