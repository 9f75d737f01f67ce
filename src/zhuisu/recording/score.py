"""Score: how complete a party's records are, and why."""

from datetime import datetime, timedelta
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.core.forms.model import Told
from zhuisu.core.rules.record import LOCAL
from zhuisu.recording.clock import today
from zhuisu.supervision.completeness import ToldCompleteness, of_party

DAYS: Final = 30


class Score(Told, frozen=True, kw_only=True, rename="camel"):
    """`percent` is the mean over the varieties, weighed by events; None where nothing was recorded in the `days`.

    `varieties` have each their parts (stages, fields, timeliness …) with what is missing in words. Of all `events`, as
    far as they were read, `in_time` came in time: what ratings and figures count, too.
    """

    percent: int | None
    days: int
    events: int
    in_time: int
    varieties: tuple[ToldCompleteness, ...]


def score_of(actor: Actor) -> Score:
    """The score of the actor's party over the last 30 days, today among them, as they are rated."""
    since, until = _midnight(1 - DAYS), _midnight(1)
    found = tuple(of_party(actor.party, actor, since=since, until=until)) if actor.party is not None else ()
    known = [each for each in found if each.profile]
    weight = sum(each.events for each in known)
    weighed = sum(each.score * each.events for each in known)
    return Score(
        percent=int(100 * weighed / weight) if weight else None,
        days=DAYS,
        events=sum(each.events for each in found),
        in_time=sum(part.found for each in found for part in each.parts if part.part == "timeliness"),
        varieties=found,
    )


def _midnight(days: int) -> datetime:
    """The beginning of the day so many days after today."""
    day = today() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL)
