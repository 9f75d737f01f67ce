"""The tables of recall."""

from zhuisu.recall.models.alert import Affected, Reach, Recall, Shift, Step, Watched
from zhuisu.recall.models.holder import Answer, Evidence, Holding
from zhuisu.recall.models.inquiry import Drill, Inquiry
from zhuisu.recall.models.notice import Hook, Miss, Notice, Warned

__all__ = [
    "Affected",
    "Answer",
    "Drill",
    "Evidence",
    "Holding",
    "Hook",
    "Inquiry",
    "Miss",
    "Notice",
    "Reach",
    "Recall",
    "Shift",
    "Step",
    "Warned",
    "Watched",
]
