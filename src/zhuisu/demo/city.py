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
from zhuisu.demo.model import DemoDocument, Known, Registered, Showcase
from zhuisu.demo.punctuality import recorded_of
from zhuisu.demo.registering import neighbour, registered
from zhuisu.demo.seasons import today
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story, Told

LARGEST_DOCUMENT = 2000

# How the everyday life of the city divides among the chains, in parts of all stories.
EVERYDAY: dict[str, tuple[int, Callable[[Stage], Story]]] = {
    lychee.CHAIN: (14, lychee.everyday),
    vegetable.CHAIN: (23, vegetable.everyday),
    pork.CHAIN: (9, pork.everyday),
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
    """A demonstration city. `events` is how many its documents hold at most; every story in them is whole."""

    def __init__(self, seed: int, events: int, now: datetime) -> None:
        self.seed = seed
        self.now = now
        stage = self._told()
        self.flagship_events = sum(len(story.told) for story in stage.flagships)
        self.events = max(events, self.flagship_events)
        self.showcases: tuple[Showcase, ...] = tuple(stage.showcases)

    def documents(self) -> Iterator[DemoDocument]:
        """The documents, flagship stories first. Each call tells the same city; memory does not grow with it.

        The stories that somebody mends later come before all others: what they reported in time, then what came late.
        """
        stage = self._told()
        mended = [story for story in stage.flagships if any(told.is_late for told in story.told)]
        others = [story for story in stage.flagships if story not in mended]
        for number, (story, told) in enumerate((*_by_reporter(mended), *_by_reporter(others)), 1):
            yield _flagship_document(story, told, number, self.now)
        yield from _everyday_documents(stage, self.seed, self.events - self.flagship_events)

    def registry(self) -> Iterator[Registered]:
        """What the registry is to know: the fixed cast, whom its stories meet, and the papers that they bring."""
        stage = self._told()
        for _ in _everyday(stage, _rng(self.seed), self.events - self.flagship_events):
            pass
        day = today(self.now)
        yield from registered(day)
        for kind, found in stage.neighbours.known():
            yield from neighbour(kind, found, day)
        yield from stage.entries

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
    vetdrug.flagship(stage, pigs.farm, pigs.process, pigs.slaughter - timedelta(days=60), pigs.tags)
    pork.flagship(stage, pigs, greens)
    pork.late_lorry(stage)
    vegetable.oversold(stage)
    for chain in (oyster, formula, dairy, wine, vaccine, drug, lift, cylinder, detonator):
        chain.flagship(stage)


def _by_reporter(stories: list[Story]) -> Iterator[tuple[Story, list[Told]]]:
    """Each story by who reports it, one after the other; what is reported late comes after the rest of all."""
    for is_late in (False, True):
        for story in stories:
            now = sorted((told for told in story.told if told.is_late is is_late), key=_reporter)
            for _, told in groupby(now, key=_reporter):
                yield story, list(told)


def _reporter(told: Told) -> str:
    return told.reporter.id


def _flagship_document(story: Story, told: list[Told], number: int, now: datetime) -> DemoDocument:
    body = document(told, story.known.values(), told[0].reporter, f"{story.chain}-{number:06d}", now)
    recorded = recorded_of(told, now)
    return DemoDocument(f"{story.chain}-{number:06d}", story.chain, body, len(told), recorded, told[0].is_late)


def _rng(seed: int) -> Random:
    return Random(f"{seed}/everyday")  # noqa: S311  (a simulation, no secret)


def _everyday(stage: Stage, rng: Random, left: int) -> Iterator[Story]:
    """Whole stories of ordinary days, at most `left` events. A larger city begins with the stories of a smaller one."""
    chains = list(EVERYDAY)
    weights = [EVERYDAY[chain][0] for chain in chains]
    each_once = rng.sample(chains, len(chains))
    while True:
        chain = each_once.pop() if each_once else rng.choices(chains, weights)[0]
        story = EVERYDAY[chain][1](stage)
        left -= len(story.told)
        if left < 0:
            return
        yield story


def _everyday_documents(stage: Stage, seed: int, left: int) -> Iterator[DemoDocument]:
    """Stories of ordinary days in documents of one chain and of 1 to 2,000 events each."""
    sizes = Random(f"{seed}/sizes")  # noqa: S311  (a simulation, no secret)
    largest = max(20, min(LARGEST_DOCUMENT, left // 20))
    letters = {chain: _Letter(chain) for chain in EVERYDAY}
    known: set[str] = set()
    number = 0
    for story in _everyday(stage, _rng(seed), left):
        letter = letters[story.chain]
        letter.add(story)
        while len(letter.told) >= letter.size:
            number += 1
            yield letter.send(number, stage.now, known)
            letter.size = int(largest ** sizes.random())
    for letter in letters.values():
        if letter.told:
            letter.size = len(letter.told)
            number += 1
            yield letter.send(number, stage.now, known)


class _Letter:
    """What an enterprise of one chain has still to send; it sends when `size` events have come together."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.size = 1
        self.told: list[Told] = []
        self.things: dict[str, Known] = {}

    def add(self, story: Story) -> None:
        self.told.extend(story.told)
        self.things.update(story.known)

    def send(self, number: int, now: datetime, known: set[str]) -> DemoDocument:
        """The next document; whom it introduces is `known` from then on."""
        sent, self.told = self.told[: self.size], self.told[self.size :]
        name = f"everyday-{number:06d}"
        body = document(sent, self.things.values(), None, name, now, known)
        known.update(self.things)
        self.things.clear()
        for each in sent:
            known.update(place.id for place in each.places)
            known.update(party.id for party in (*each.parties, each.reporter))
        return DemoDocument(name, self.chain, body, len(sent), recorded_of(sent, now))
