"""Neighbours: the many ordinary farms, stalls, clinics and shops, made from patterns and a seed."""

from collections.abc import Iterator
from random import Random

from zhuisu.core.findings import Text
from zhuisu.demo import numbers
from zhuisu.demo.directory import table
from zhuisu.demo.model import GS1, Party, Place

COMPANY = "6901234"


class Neighbours:
    """Places by kind, made when first asked for; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._made: dict[str, list[Place]] = {}
        self.met: dict[str, str] = {}  # the kind of each place that was picked, by its id

    def pick(self, kind: str, rng: Random) -> Place:
        """Some place of that kind."""
        made = self._made.get(kind)
        if made is None:
            made = self._made[kind] = self._make(kind)
        found = rng.choice(made)
        self.met[found.id] = kind
        return found

    def known(self) -> Iterator[tuple[str, Place]]:
        """Every place that a story has picked, with its kind."""
        for kind, made in self._made.items():
            yield from ((kind, place) for place in made if place.id in self.met)

    def _make(self, kind: str) -> list[Place]:
        rng = Random(f"{self._seed}/{kind}")  # noqa: S311  (a simulation, no secret)
        patterns = table("neighbours")
        pattern = patterns[kind]
        first = 1000 * (1 + list(patterns).index(kind))
        sounds = table("hamlets")
        hamlets = [(a + c, b + d) for a, b in sounds["heads"] for c, d in sounds["tails"]]
        rng.shuffle(hamlets)
        return [_place(pattern, hamlets[index], first + index, rng) for index in range(pattern["count"])]


def _place(pattern: dict[str, dict[str, str]], hamlet: tuple[str, str], reference: int, rng: Random) -> Place:
    region = rng.choice(list(pattern["counties"]))
    county = table("hamlets")["counties"][region]
    town = rng.choice(county["towns"])
    zh = {"hamlet": hamlet[0], "county": county["zh"], "number": str(rng.randint(1, 30))}
    en = {**zh, "hamlet": hamlet[1], "county": county["en"]}
    code = numbers.uscc(str(pattern["uscc"]), region, f"MA6{reference:05d}")
    owner = Party(f"urn:zhuisu:uscc:{code}", _said(pattern["party"], zh, en), code, region)
    address = Text(f"{county['zh']}{town[0]}{hamlet[0]}村", f"{hamlet[1]} Village, {town[1]} Town, {county['en']}")
    return Place(
        f"{GS1}/414/{numbers.gln(COMPANY, reference)}", _said(pattern["place"], zh, en), region, address, owner
    )


def _said(pattern: dict[str, str], zh: dict[str, str], en: dict[str, str]) -> Text:
    return Text(pattern["zh"].format_map(zh), pattern["en"].format_map(en))
