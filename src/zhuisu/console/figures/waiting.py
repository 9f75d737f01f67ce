"""Waiting: the exposures that wait for a decision, on the desk's first screen."""

from datetime import datetime
from typing import Final

from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.console.both import told
from zhuisu.console.figures.section import Count, Line, Section
from zhuisu.console.recalls.screen import saying
from zhuisu.rating.kinds import STATES, State
from zhuisu.rating.models import Exposure
from zhuisu.rating.waiting import is_overdue, overdue, to_decide

SHOWN: Final = 6


def exposures(actor: Actor, at: datetime) -> Section:
    """Those about which whoever asks may decide, the overdue ones first."""
    rows, say, page = to_decide(actor, at), saying(), reverse("admin:exposures")
    late, many = rows.filter(overdue(at)).count(), rows.count()
    counts = [
        Count(told(STATES[state]), rows.filter(state=state.value).count(), f"{page}?state={state.value}")
        for state in (State.PROPOSED, State.ANSWERED)
    ]
    counts.append(Count(say.both("申辩期已过", "term over"), late, page, is_bad=late > 0))
    return Section(
        "exposures",
        say.both("待决定的曝光", "Exposures to decide"),
        many,
        page,
        "bad" if late else "open" if many else "good",
        say.both("没有等待决定的曝光。", "No exposure waits for a decision."),
        counts=counts,
        lines=[_line(row, at) for row in rows[:SHOWN]],
    )


def _line(row: Exposure, at: datetime) -> Line:
    is_late = is_overdue(row, at)
    said = " · ".join((row.number, told(STATES[State(row.state)]), _when(row, is_late=is_late)))
    return Line(row.name, said, reverse("admin:exposure", args=[row.number]), is_late)


def _when(row: Exposure, *, is_late: bool) -> str:
    """Until when the party may answer; of one that it was not told of, since when it waits."""
    say = saying()
    if row.answer_by is None:
        return say.both(f"{say.day(row.proposed_at)} 提出", f"proposed {say.day(row.proposed_at)}")
    day = say.day(row.answer_by)
    if is_late:
        return say.both(f"申辩期 {day} 已过，请决定", f"the term ended on {day}: decide")
    return say.both(f"申辩期至 {day}", f"may answer until {day}")
