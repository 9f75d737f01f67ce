"""Following things forward and backward through events."""

from zhuisu.core.lineage.answer import BEGINNING, END, Direction, Edge, EdgeKind, Limits, Lineage
from zhuisu.core.lineage.facts import Action, Amount, EventType, Facts, Role, TracedEvent
from zhuisu.core.lineage.memory import MemorySource
from zhuisu.core.lineage.quantities import Account, balances, overdrawn
from zhuisu.core.lineage.sentences import SENTENCES
from zhuisu.core.lineage.source import Source
from zhuisu.core.lineage.walk import walk

__all__ = [
    "BEGINNING",
    "END",
    "SENTENCES",
    "Account",
    "Action",
    "Amount",
    "Direction",
    "Edge",
    "EdgeKind",
    "EventType",
    "Facts",
    "Limits",
    "Lineage",
    "MemorySource",
    "Role",
    "Source",
    "TracedEvent",
    "balances",
    "overdrawn",
    "walk",
]
