"""The city before the rules, in memory: what its registry knows, and what they find."""

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import cached_property

from tests.demo.cities import events_of
from zhuisu import packaged
from zhuisu.core.codes import class_key
from zhuisu.core.epcis import Refusal, open_document
from zhuisu.core.profiles.products import variety_of
from zhuisu.core.rules import Judged, MemoryHistory, Paper, Record, Scene, evaluate_all, microseconds, record_of
from zhuisu.core.rules.registry import Zone
from zhuisu.core.rules.varieties import judging
from zhuisu.demo import City, DemoDocument
from zhuisu.demo.model import Json, Registered
from zhuisu.demo.seasons import CHINA

PROFILES = packaged.profiles()
KEYED = ("party", "person", "place", "product", "asset")


class CityRegistry:
    """A `Registry` over entries as the seed hands them to the registry."""

    def __init__(self, entries: Iterable[Registered]) -> None:
        self.entries: dict[str, Json] = {}
        self.held: dict[str, list[Paper]] = {}
        self.papers: dict[str, Paper] = {}
        for kind, members in entries:
            if kind in KEYED:
                for key in (members["key"], *members.get("aliases", ())):
                    self.entries[key] = members
            elif kind == "licence":
                paper = paper_of(members)
                self.held.setdefault(paper.holder, []).append(paper)
                self.papers[paper.key] = self.papers[members["number"]] = paper

    def variety(self, key: str) -> str | None:
        for each in (key, class_key(key) or ""):
            if each in self.entries and self.entries[each].get("variety"):
                return str(self.entries[each]["variety"])
        return variety_of(PROFILES.values(), key)

    def attributes(self, key: str) -> Mapping[str, str | float] | None:
        found = self.entries.get(key) or self.entries.get(class_key(key) or "") or self.entries.get(f"variety:{key}")
        return None if found is None else {"state": "approved", **found.get("attributes", {})}

    def papers_of(self, holder: str, kinds: Collection[str]) -> Sequence[Paper] | None:
        if holder not in self.entries:
            return None
        return [paper for paper in self.held.get(holder, ()) if paper.kind in kinds]

    def paper(self, key: str) -> Paper | None:
        return self.papers.get(key)

    def party_at(self, place: str) -> str | None:
        return self.entries.get(place, {}).get("party")

    def position(self, _: str) -> tuple[float, float] | None:
        return None

    def zones(self, _: str) -> Sequence[Zone] | None:
        return None

    def listed(self, name: str, at: datetime) -> frozenset[str] | None:
        return None


def paper_of(members: Json) -> Paper:
    """A licence of the seed, as `RegistryFacts` would tell it."""
    scope = members.get("attributes", {}).get("scope", "")
    return Paper(
        key=f"licence:{members['kind']}:{members['number']}",
        kind=members["kind"],
        holder=members["holder"],
        valid_from=datetime.combine(datetime.fromisoformat(members["validFrom"]), time.min, CHINA),
        valid_to=datetime.combine(datetime.fromisoformat(members["validTo"]), time.max, CHINA),
        scope=frozenset(word.strip() for word in scope.split(";") if word.strip()),
        quantity=members.get("quantity"),
        uom=members.get("unit"),
    )


class Judgement:
    """The events of documents, with the chain that tells each, and what the rules say of them at a moment."""

    def __init__(self, city: City, documents: Iterable[DemoDocument], now: datetime) -> None:
        self.registry = CityRegistry(city.registry())
        self.chains: dict[str, str] = {}
        self.records: list[Record] = []
        for document in documents:
            self._read(document)
        self.history = MemoryHistory(self.records, self.registry)
        self.now = microseconds(now)

    def _read(self, document: DemoDocument) -> None:
        opened = open_document(io.BytesIO(document.body))
        assert not isinstance(opened, Refusal), opened.findings
        for event in events_of(document):
            assert not isinstance(event, Refusal), event.findings
            said = f"{event.event_id}{'/declared' if event.error_declaration else ''}"
            self.records.append(record_of(event, opened.context, said))
            self.chains[said] = document.name.rpartition("-")[0] if "everyday" in document.name else document.chain

    @cached_property
    def scenes(self) -> dict[str, tuple[Scene, list[Record]]]:
        by_profile: dict[str, list[Record]] = {}
        for record in self.history.records:
            for profile in judging(record, PROFILES.values(), self.registry, self.history):
                by_profile.setdefault(profile.id, []).append(record)
        library = packaged.library()
        return {
            name: (Scene(PROFILES[name], library, self.registry, self.history, self.now), records)
            for name, records in by_profile.items()
        }

    @cached_property
    def found(self) -> list[tuple[str, Judged]]:
        """Every finding with the chain whose event broke the rule."""
        return [
            (self.chains[judged.events[0]], judged)
            for scene, records in self.scenes.values()
            for judged in evaluate_all(records, scene)
        ]
