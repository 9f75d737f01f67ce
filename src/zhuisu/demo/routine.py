"""Routine: what some enterprises of the city do week after week, told beside it, so that there are months to rate.

A dairy reports in time. A stand of the market and its like elsewhere report late (`zhuisu.demo.punctuality`).
"""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Final

from zhuisu.demo.chains import dairy, vegetable
from zhuisu.demo.chains.pesticide import season
from zhuisu.demo.chains.ticket import ticket
from zhuisu.demo.city import City
from zhuisu.demo.directory import place
from zhuisu.demo.model import Place
from zhuisu.demo.numbers import Numbers
from zhuisu.demo.punctuality import Habit, habit_of
from zhuisu.demo.registering import neighbour
from zhuisu.demo.seasons import days, minutes, moment, today
from zhuisu.demo.stage import Stage
from zhuisu.demo.underway import Beside, Others

TAKEN: Final = 9_500_000
"""So many numbers of each kind are left to the city and to what is underway in it."""
SINCE, UNTIL = 135, 12
"""Days ago: from before the last three months that are settled, until what is sold has been sold."""
MILK_EVERY, GREENS_EVERY = 9, 11
LIKE_IT: Final = 3
"""So many other stands report as late as the one of the market."""
_ASKED: Final = 600
CUPS: Final = 600


class Often(Beside):
    """A stage whose numbers and lots are neither the city's nor of what is underway."""

    def __init__(self, town: City) -> None:
        super().__init__(town)
        self.numbers: Numbers = Others(TAKEN)


def routine(town: City) -> Stage:
    """The stories, as flagships of a stage of their own, with what they bring into the registry."""
    stage = Often(town)
    for day in _days(stage, MILK_EVERY):
        story = stage.flagship(dairy.CHAIN)
        lot = dairy.ferment(story, stage, place("dairy_farm_3"), day, CUPS)
        dairy.sell(story, stage, lot, place("market"), day + days(4), CUPS)
    rng = Random(f"{town.seed}/routine")  # noqa: S311  (a simulation, no secret)
    _greens(stage, place("veg_field"), place("veg_trader"), rng)
    prompt = _of_habit(stage, "vegetable_field", Habit.PROMPT, rng)
    for stand in _of_habit(stage, "vegetable_stand", Habit.TARDY, rng):
        _greens(stage, prompt[0], stand, rng)
    _register(stage)
    return stage


def _days(stage: Beside, every: int) -> Iterator[date]:
    return (stage.day - days(ago) for ago in range(SINCE, UNTIL, -every))


def _greens(stage: Beside, field: Place, stand: Place, rng: Random) -> None:
    """Brought to a stand, tested, and sold to three kitchens the next morning."""
    first = rng.randrange(GREENS_EVERY - 3)
    for day in _days(stage, GREENS_EVERY):
        story, cut = stage.flagship(vegetable.CHAIN), day - days(first)
        on = season(field, vegetable.CROP, cut - days(vegetable.GROWS_DAYS), 2.0)
        lot = vegetable.tell(story, stage, on, field, stand, cut, 150.0)
        for index, kg in enumerate((40.0, 35.0, 30.0)):
            dawn, papers = moment(cut + days(1), 5, 10) + minutes(index * 12), [stage.paper("inv", stand)]
            buyer = stage.neighbours.pick("canteen", rng)
            ticket(story, stage, dawn, stand, buyer.party, [lot.kg(kg)], kg, papers)


def _of_habit(stage: Stage, kind: str, habit: Habit, rng: Random) -> list[Place]:
    """Some places of a kind whose parties report in this way."""
    met = dict(stage.neighbours.met)
    picked = {found.id: found for found in (stage.neighbours.pick(kind, rng) for _ in range(_ASKED))}
    found = [each for each in picked.values() if habit_of(each.party.uscc) is habit][:LIKE_IT]
    stage.neighbours.met = {**met, **{each.id: kind for each in found}}
    return found


def _register(stage: Stage) -> None:
    day = today(stage.now)
    for kind, found in stage.neighbours.known():
        stage.entries.extend(neighbour(kind, found, day))
