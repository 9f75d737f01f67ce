"""Sorting: in which one variety an event counts, though it may speak of several."""

from datetime import date

from zhuisu.core.rules import Record, Scene
from zhuisu.supervision.behind import behind
from zhuisu.supervision.judging import Bench


def sorted_in(record: Record, bench: Bench) -> Scene | None:
    """The text of its day of the variety that the goods go into, else of the first in the city's plan of which the
    event is a stage, else of the first of which it speaks; None where nobody knows any.

    Where its own codes do not tell, it speaks of what lies behind them, else of the variety that alone has the stage
    which it names.
    """
    day = record.local.date()
    order = bench.order(record) or bench.planned(behind(record, bench)) or bench.named(record)
    scenes = [scene for variety in order for scene in bench.scenes(variety) if counts_on(scene, day)]
    staged = (scene for scene in scenes if scene.stage_of(record) is not None)
    return next(staged, scenes[0] if scenes else None)


def counts_on(scene: Scene, day: date) -> bool:
    """Whether a text of a profile judges what happened on a day."""
    since, until = scene.days
    return (since is None or day >= since) and (until is None or day < until)
