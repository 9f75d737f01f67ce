"""City: the whole demonstration, as showcases and as a stream of EPCIS documents."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from random import Random

from zhuisu.demo.chains import (
    cylinder,
    dairy,
    detonator,
    drug,
    formula,
    inputs,
    lift,
    lychee,
    oyster,
    pesticide,
    pork,
    vaccine,
    vegetable,
    vetdrug,
    wine,
)
from zhuisu.demo.directory import place
from zhuisu.demo.documents import document
from zhuisu.demo.model import DemoDocument, Known, Showcase
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story, Told

LARGEST_DOCUMENT = 2000

# How the everyday life of the city divides among the chains, in parts of a hundred stories.
EVERYDAY: dict[str, tuple[int, Callable[[Stage], Story]]] = {
    lychee.CHAIN: (14, lychee.everyday),
    vegetable.CHAIN: (18, vegetable.everyday),
    pork.CHAIN: (14, pork.everyday),
    oyster.CHAIN: (8, oyster.everyday),
    formula.CHAIN: (4, formula.everyday),
    dairy.CHAIN: (6, dairy.everyday),
    wine.CHAIN: (4, wine.everyday),
    vaccine.CHAIN: (5, vaccine.everyday),
    drug.CHAIN: (8, drug.everyday),
    pesticide.CHAIN: (4, pesticide.everyday),
    inputs.CHAIN: (4, inputs.everyday),
    vetdrug.CHAIN: (4, vetdrug.everyday),
    lift.CHAIN: (3, lift.everyday),
    cylinder.CHAIN: (2, cylinder.everyday),
    detonator.CHAIN: (2, detonator.everyday),
}


class City:
    """A demonstration city. `events` is how many its documents hold; the flagship stories are always whole."""

    def __init__(self, seed: int, events: int, now: datetime) -> None:
        self.seed = seed
        self.now = now
        stage = self._told()
        self.flagship_events = sum(len(story.told) for story in stage.flagships)
        self.events = max(events, self.flagship_events)
        self.showcases: tuple[Showcase, ...] = tuple(stage.showcases)

    def documents(self) -> Iterator[DemoDocument]:
        """The documents, flagship stories first. Each call tells the same city; memory does not grow with it."""
        stage = self._told()
        for number, (story, told) in enumerate(_by_reporter(stage.flagships), 1):
            yield _flagship_document(story, told, number, self.now)
        yield from _everyday_documents(stage, Random(f"{self.seed}/everyday"), self.events - self.flagship_events)  # noqa: S311

    def _told(self) -> Stage:
        stage = Stage(self.seed, self.now)
        tell_flagships(stage)
        return stage


def city(seed: int, events: int, now: datetime) -> City:
    """The city of that seed on that day, with about so many events (at least the flagship stories)."""
    return City(seed, events, now)


def tell_flagships(stage: Stage) -> None:
    """The stories that every city has. What one chain makes, another uses."""
    good, hasty = lychee.plan(stage)
    pigs = pork.plan(stage)
    picked = pigs.slaughter - timedelta(days=1)
    field = pesticide.season(place("veg_field"), vegetable.CROP, picked - timedelta(days=vegetable.GROWS_DAYS), 6.0)
    pesticide.flagship(stage, good.season, good.day, hasty.season, hasty.day)
    inputs.flagship(
        stage, good.season, good.day - timedelta(days=110), field, picked - timedelta(days=vegetable.GROWS_DAYS)
    )
    lychee.flagship(stage, good, hasty)
    greens = vegetable.flagship(stage, field, picked)
    vetdrug.flagship(stage, pigs.farm, pigs.process, pigs.slaughter - timedelta(days=60))
    pork.flagship(stage, pigs, greens)
    for chain in (oyster, formula, dairy, wine, vaccine, drug, lift, cylinder, detonator):
        chain.flagship(stage)


def _by_reporter(stories: list[Story]) -> Iterator[tuple[Story, list[Told]]]:
    for story in stories:
        ordered = sorted(story.told, key=lambda told: told.reporter.id)
        for _, told in groupby(ordered, key=lambda told: told.reporter.id):
            yield story, list(told)


def _flagship_document(story: Story, told: list[Told], number: int, now: datetime) -> DemoDocument:
    body = document(told, story.known.values(), told[0].reporter, f"{story.chain}-{number:06d}", now)
    return DemoDocument(f"{story.chain}-{number:06d}", story.chain, body, len(told))


def _everyday_documents(stage: Stage, rng: Random, left: int) -> Iterator[DemoDocument]:
    """Stories of ordinary days, cut into documents of 1 to 2,000 events, until none are left to tell."""
    chains = list(EVERYDAY)
    weights = [EVERYDAY[chain][0] for chain in chains]
    waiting: dict[str, list[Told]] = {chain: [] for chain in chains}
    things: dict[str, dict[str, Known]] = {chain: {} for chain in chains}
    known: set[str] = set()
    largest = max(20, min(LARGEST_DOCUMENT, left // 20))
    number = 0
    each_once = rng.sample(chains, len(chains))
    while left > 0:
        chain = each_once.pop() if each_once else rng.choices(chains, weights)[0]
        size = min(left, max(1, int(largest ** rng.random())))
        told = waiting[chain]
        while len(told) < size:
            story = EVERYDAY[chain][1](stage)
            told.extend(story.told)
            things[chain].update(story.known)
        sent, waiting[chain] = told[:size], told[size:]
        left -= size
        number += 1
        name = f"everyday-{number:06d}"
        body = document(sent, things[chain].values(), None, name, stage.now, known)
        known.update(things[chain])
        things[chain].clear()
        for each in sent:
            known.update(place.id for place in each.places)
            known.update(party.id for party in (*each.parties, each.reporter))
        yield DemoDocument(name, chain, body, size)
