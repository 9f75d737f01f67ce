"""Rhythm: how often the progress of a recall is reported, and by when it is to be next."""

from datetime import datetime, timedelta

from zhuisu.recall.kinds import State
from zhuisu.recall.models import Recall


def hours_of(recall: Recall) -> int:
    """The hours between two reports, by the rule that counts for it; 0 where it asks for none."""
    return int(recall.terms.get("reportHours", 0))


def report_by(recall: Recall) -> datetime | None:
    """By when its progress is to be reported next; None while it is not in force, or where no report is asked for."""
    last, hours = recall.reported_at or recall.issued_at, hours_of(recall)
    return last + timedelta(hours=hours) if last and hours and recall.state == State.ISSUED else None
