"""Kinds: the states of exposures, what is done about them, and the sorts of incentives, with their names."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from zhuisu.core.findings import Text


class State(StrEnum):
    """Where an exposure (曝光) stands."""

    PROPOSED = "proposed"
    DISMISSED = "dismissed"
    ANNOUNCED = "announced"
    ANSWERED = "answered"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATES: Final[Mapping[State, Text]] = {
    State.PROPOSED: Text("待决定", "to be decided"),
    State.DISMISSED: Text("不予曝光", "dismissed"),
    State.ANNOUNCED: Text("已告知，待申辩", "told, may object"),
    State.ANSWERED: Text("已申辩或整改，待决定", "answered, to be decided"),
    State.PUBLISHED: Text("已曝光", "published"),
    State.WITHDRAWN: Text("已撤回", "withdrawn"),
}
OPEN: Final = frozenset({State.PROPOSED, State.ANNOUNCED, State.ANSWERED})


class Verb(StrEnum):
    """What an official does about an exposure."""

    ANNOUNCE = "announce"
    DISMISS = "dismiss"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


VERBS: Final[Mapping[Verb, Text]] = {
    Verb.ANNOUNCE: Text("告知该单位，拟曝光", "tell them that they are to be exposed"),
    Verb.DISMISS: Text("不予曝光", "do not expose"),
    Verb.PUBLISH: Text("公开曝光", "publish"),
    Verb.WITHDRAW: Text("撤回", "withdraw"),
}
NEXT: Final[Mapping[State, Mapping[Verb, State]]] = {
    State.PROPOSED: {Verb.ANNOUNCE: State.ANNOUNCED, Verb.DISMISS: State.DISMISSED},
    State.DISMISSED: {},
    State.ANNOUNCED: {Verb.PUBLISH: State.PUBLISHED, Verb.WITHDRAW: State.WITHDRAWN},
    State.ANSWERED: {Verb.PUBLISH: State.PUBLISHED, Verb.WITHDRAW: State.WITHDRAWN},
    State.PUBLISHED: {Verb.WITHDRAW: State.WITHDRAWN},
    State.WITHDRAWN: {},
}


class Reply(StrEnum):
    """What whoever is to be exposed says."""

    OBJECTS = "objects"
    CORRECTED = "corrected"


REPLIES: Final[Mapping[Reply, Text]] = {
    Reply.OBJECTS: Text("有异议", "objects"),
    Reply.CORRECTED: Text("已经整改", "has corrected it"),
}


class Sort(StrEnum):
    """Sorts of incentives."""

    SUBSIDY = "subsidy"
    DEMONSTRATION = "demonstration"
    CREDIT = "credit"
    INSURANCE = "insurance"


SORTS: Final[Mapping[Sort, Text]] = {
    Sort.SUBSIDY: Text("资金补助（以奖代补）", "subsidy"),
    Sort.DEMONSTRATION: Text("创建、示范活动", "demonstration"),
    Sort.CREDIT: Text("信贷支持", "credit"),
    Sort.INSURANCE: Text("产品责任保险", "liability insurance"),
}
