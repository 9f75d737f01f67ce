"""Rules: judging what happened by profiles. One evaluator, a closed set of kinds, findings in two languages."""

from zhuisu.core.rules.completeness import Completeness, Part, of_chain, of_reporting, of_time
from zhuisu.core.rules.evaluate import Judged, Subject, concerned, evaluate, evaluate_all, subjects_of, wakes_at
from zhuisu.core.rules.history import History
from zhuisu.core.rules.kind import Breach, Kind, Need
from zhuisu.core.rules.kinds import KINDS
from zhuisu.core.rules.memory import MemoryHistory, MemoryRegistry
from zhuisu.core.rules.record import Record, microseconds, record_of
from zhuisu.core.rules.registry import Paper, Registry, Zone
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.sentences import SENTENCES
from zhuisu.core.rules.standing import Changes, changes, identity
from zhuisu.core.rules.varieties import judging, varieties_of

__all__ = [
    "KINDS",
    "SENTENCES",
    "Breach",
    "Changes",
    "Completeness",
    "History",
    "Judged",
    "Kind",
    "MemoryHistory",
    "MemoryRegistry",
    "Need",
    "Paper",
    "Part",
    "Record",
    "Registry",
    "Scene",
    "Subject",
    "Zone",
    "changes",
    "concerned",
    "evaluate",
    "evaluate_all",
    "identity",
    "judging",
    "microseconds",
    "of_chain",
    "of_reporting",
    "of_time",
    "record_of",
    "subjects_of",
    "varieties_of",
    "wakes_at",
]
