"""Facts: the registry as the rules ask it (`zhuisu.core.rules.Registry`): what is known of a key, and its papers.

One instance serves one evaluation, or a batch of them: it remembers what it was told.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.profiles.products import variety_of
from zhuisu.core.rules.registry import Paper, Zone
from zhuisu.packaged import profiles
from zhuisu.registry.entries import Asset, Product
from zhuisu.registry.held import Held
from zhuisu.registry.listings import Listed, listed_in, zones_of
from zhuisu.registry.named import entries_named
from zhuisu.registry.papers import Holder, paper_of, papers_held
from zhuisu.registry.varieties import sort_of_scheme

_KNOWN: Final = ("party", "person", "place", "product", "asset")
_HOLDERS: Final = ("party", "person")
_TOLD: Final = ("name", "kind", "region", "category", "variety", "specification", "unit")


class RegistryFacts:
    """What the registry says. None always means that it does not know."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], Held | None] = {}
        self._papers: dict[Holder, Sequence[Paper]] = {}
        self._zones: dict[str, Sequence[Zone] | None] = {}
        self._lists: dict[str, Sequence[Listed] | None] = {}

    def load(self, keys: Iterable[str]) -> None:
        """Ask for all of these at once: the entries that they name, with the products of items and batches and who
        runs the places, and the papers of the parties and people among them. Answers are the same without."""
        asked = tuple(dict.fromkeys(keys))
        products = tuple(filter(None, map(class_key, asked)))
        self._ask((*_KNOWN, "licence"), (*asked, *products))
        runners = [runner for key in asked if (runner := self.party_at(key)) is not None]
        self._ask(_HOLDERS, runners)
        holders = (self._holder(key) for key in (*asked, *runners))
        self._ask_papers({holder for holder in holders if holder is not None})

    def variety(self, key: str) -> str | None:
        """The variety of a product, or of the product of an item or batch; of an asset its own. Where nobody says:
        that of the one profile which lists what the product is (`hs`, `gpc`, `cas`, `un`) or has its scheme."""
        for kind, each in (("product", key), ("product", class_key(key) or ""), ("asset", key)):
            found = self._get(kind, each)
            if found is not None and isinstance(found.entry, Product | Asset):
                stated = found.entry.variety or variety_of(profiles().values(), key, found.entry.attributes)
                if stated:
                    return stated
        sort = sort_of_scheme(parse_key(key).scheme)
        return sort.variety or None if sort is not None else None

    def attributes(self, key: str) -> Mapping[str, str | float] | None:
        """The attributes of an entry and what else it says of itself; of an item or batch, those of its product."""
        found = next((each for kind in _KNOWN if (each := self._get(kind, key)) is not None), None)
        found = found or self._get("product", class_key(key) or "")
        if found is None:
            return None
        told = {name: str(value) for name in _TOLD if (value := getattr(found.entry, name, None))}
        return {**told, "state": found.state.value, **getattr(found.entry, "attributes", {})}

    def papers_of(self, holder: str, kinds: Collection[str]) -> Sequence[Paper] | None:
        """The papers of these kinds; a suspended one is several, one a stretch of time. None: an unknown holder."""
        found = self._holder(holder)
        if found is None:
            return None
        self._ask_papers({found})
        return [paper for paper in self._papers[found] if paper.kind in kinds]

    def paper(self, key: str) -> Paper | None:
        """The paper of that key or number, in its state of now."""
        found = self._get("licence", key)
        return None if found is None else paper_of(found)

    def party_at(self, place: str) -> str | None:
        found = self._get("place", place)
        return (getattr(found.entry, "party", "") or None) if found is not None else None

    def position(self, place: str) -> tuple[float, float] | None:
        found: Any = self._get("place", place)
        if found is None or found.entry.latitude is None:
            return None
        return (found.entry.latitude, found.entry.longitude)

    def zones(self, kind: str) -> Sequence[Zone] | None:
        if kind not in self._zones:
            self._zones[kind] = zones_of(kind)
        return self._zones[kind]

    def listed(self, name: str, at: datetime) -> frozenset[str] | None:
        if name not in self._lists:
            self._lists[name] = listed_in(name)
        members = self._lists[name]
        return None if members is None else frozenset(each.name for each in members if each.time.holds(at))

    def _get(self, kind: str, key: str) -> Held | None:
        self._ask((kind,), (key,))
        return self._held[kind, key]

    def _ask(self, kinds: Collection[str], keys: Iterable[str]) -> None:
        left = [key for key in keys if any((kind, key) not in self._held for kind in kinds)]
        if left:
            self._held |= entries_named(kinds, left)

    def _holder(self, key: str) -> Holder | None:
        found = self._get("party", key) or self._get("person", key)
        return None if found is None else (found.kind, found.id)

    def _ask_papers(self, holders: Collection[Holder]) -> None:
        self._papers |= papers_held([each for each in holders if each not in self._papers])
