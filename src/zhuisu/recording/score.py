"""Score: how complete a party's records are, and why."""

from datetime import timedelta
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.core.forms.model import Told
from zhuisu.recording.clock import now
from zhuisu.supervision.completeness import ToldCompleteness, of_party

DAYS: Final = 30


class Score(Told, frozen=True, kw_only=True, rename="camel"):
    """`percent` is the mean over the varieties, weighed by events; None where nothing was recorded in the `days`.

    `varieties` have each their parts (stages, fields, timeliness …) with what is missing in words.
    """

    percent: int | None
    days: int
    events: int
    varieties: tuple[ToldCompleteness, ...]


def score_of(actor: Actor) -> Score:
    """The score of the actor's party over the last 30 days."""
    since = now() - timedelta(days=DAYS)
    found = tuple(of_party(actor.party, actor, since=since)) if actor.party is not None else ()
    events = sum(each.events for each in found)
    weighed = sum(each.score * each.events for each in found)
    return Score(percent=int(100 * weighed / events) if events else None, days=DAYS, events=events, varieties=found)
