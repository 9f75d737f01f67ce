"""Enrolling: what the register of a told chain knows, as entries of the registry, registered by its own verbs."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from tests.chains.documents import paper_uri, party_uri
from tests.chains.story import Table
from zhuisu.core.codes import Level, class_key, key_of_uri, level_of_key, parse_key, recognise
from zhuisu.core.rules import MemoryRegistry, Paper
from zhuisu.registry.deciding import decide
from zhuisu.registry.keys import LICENCE_SCHEMES, canonical
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.seeding import seed
from zhuisu.registry.states import Act

Entry = tuple[str, Mapping[str, Any]]
ACTOR: Final = "inspector"
OFFICE: Final = "party:the-register"
"""Who holds what the story gives to nobody in particular."""
GOOD: Final = "valid"
_ACTS: Final = {"suspended": Act.SUSPEND, "revoked": Act.CLOSE, "expired": Act.CLOSE, "withdrawn": Act.CLOSE}
_GOODS: Final = frozenset({Level.CLASS, Level.BATCH, Level.ITEM, Level.ASSET})
_CITY: Final = ZoneInfo("Asia/Shanghai")
_KIND_OF_SCHEME: Final = {scheme: kind for kind, scheme in LICENCE_SCHEMES.items()}


def enrol(known: MemoryRegistry, told: Table, variety: str) -> None:
    """Register and approve all of it; papers in another state than valid are suspended or closed then."""
    unsaid = {key_of_uri(uri): variety for uri in told.get("things", {}).values()}
    known = msgspec.structs.replace(known, varieties={**unsaid, **known.varieties})
    entries = {(kind, members.get("key") or members["number"]): members for kind, members in _entries(known, told)}
    seed(((kind, members) for (kind, _), members in entries.items()), actor=ACTOR)
    bad = [(paper.key.removeprefix("uri:"), paper.state) for paper in known.papers]
    bad += [(key.removeprefix("uri:"), str(each["state"])) for key, each in known.things.items() if "state" in each]
    for number, state in bad:
        if state != GOOD:
            made = decide(KINDS["licence"], number, _ACTS[state], actor=ACTOR, reason=state, since=BEFORE)
            assert not hasattr(made, "why"), made


BEFORE: Final = datetime(2020, 1, 1, tzinfo=_CITY)


def _entries(known: MemoryRegistry, told: Table) -> Iterator[Entry]:
    yield "party", {"key": OFFICE, "kind": "department", "name": "登记机关"}
    for key in _parties(known):
        yield "party", {"key": key, "kind": "enterprise", "name": f"企业 {key}"}
    yield from _people(known)
    yield from _places(known)
    yield from _products(known)
    for paper in known.papers:
        yield "licence", _licence(paper, told)
    for key, attributes in known.things.items():
        if "state" in attributes:
            yield "licence", {"kind": _kind_of(key), "number": key.removeprefix("uri:"), "holder": OFFICE}
    yield from _lists(known)


def _parties(known: MemoryRegistry) -> list[str]:
    named = {*known.things, *known.places.values(), *(paper.holder for paper in known.papers)}
    return sorted(key for key in named if level_of_key(key) is Level.PARTY and not key.startswith("person:"))


def _people(known: MemoryRegistry) -> Iterator[Entry]:
    named = {*known.things, *known.places.values(), *(paper.holder for paper in known.papers)}
    for key in sorted(each for each in named if canonical(KINDS["person"], each) is not None):
        attributes = {name: str(value) for name, value in known.things.get(key, {}).items()}
        yield "person", {"key": key, "name": "某人", "attributes": attributes}


def _places(known: MemoryRegistry) -> Iterator[Entry]:
    stated = {key for key in known.things if level_of_key(key) is Level.PLACE}
    for key in sorted({*known.places, *known.positions, *stated}):
        if level_of_key(key) is Level.PLACE:
            members: dict[str, Any] = {"key": key, "kind": "site", "name": f"地点 {key}"}
            members["attributes"] = {name: str(value) for name, value in known.things.get(key, {}).items()}
            if key in known.places:
                members["party"] = known.places[key]
            if key in known.positions:
                members["latitude"], members["longitude"] = map(float, known.positions[key])
            yield "place", members


def _products(known: MemoryRegistry) -> Iterator[Entry]:
    """A product of each class, an asset of each thing that has none."""
    keys = dict.fromkeys((*known.varieties, *(key for key, each in known.things.items() if each)))
    found: dict[str, dict[str, Any]] = {}
    for key in keys:
        if key.endswith(":") or level_of_key(key) not in _GOODS or parse_key(key).scheme in ("uri", "vin"):
            continue
        product = class_key(key)
        members = found.setdefault(product or key, {"key": product or key, "name": key})
        if key in known.varieties:
            members["variety"] = known.varieties[key]
        members.setdefault("attributes", {}).update(
            {name: str(value) for name, value in known.things.get(key, {}).items()}
        )
        if product is None:
            members["kind"] = "device"
    for members in found.values():
        yield ("asset" if "kind" in members else "product"), members


def _licence(paper: Paper, told: Table) -> Mapping[str, Any]:
    members: dict[str, Any] = {
        "kind": paper.kind,
        "number": paper.key.removeprefix("uri:"),
        "holder": paper.holder or _bearer(paper, told),
        "validFrom": _day(paper.valid_from),
        "validTo": _day(paper.valid_to),
        "places": [place for place in paper.places if level_of_key(place) is Level.PLACE],
        "unit": paper.uom or "",
    }
    if paper.scope:
        members["attributes"] = {"scope": ";".join(sorted(paper.scope))}
    if paper.quantity is not None:
        members["quantity"] = float(paper.quantity)
    return members


def _bearer(paper: Paper, told: Table) -> str:
    """Who acts first with a paper that the story gives to nobody in particular."""
    events = (event for event in told["events"] if paper.key in map(_paper_key, _numbers(event)))
    by = ([event["by"] for event in events if "by" in event] or [None])[-1]
    return OFFICE if by is None else key_of_uri(party_uri(by))


def _numbers(event: Table) -> Iterator[str]:
    for names in event.get("papers", {}).values():
        yield from [names] if isinstance(names, str) else names


def _paper_key(name: str) -> str:
    return key_of_uri(paper_uri(name))


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(_CITY).date().isoformat()


def _kind_of(key: str) -> str:
    schemes = (_KIND_OF_SCHEME.get(code.scheme) for code in recognise(key.removeprefix("uri:")))
    return next(filter(None, schemes), "equipment_registration_paper")


def _lists(known: MemoryRegistry) -> Iterator[Entry]:
    for name, words in known.lists.items():
        for word in sorted(words):
            yield "listing", {"key": f"listing:{name}:{word}", "list": name, "name": word}
    for kind, zones in known.zones_by_kind.items():
        for index, zone in enumerate(zones):
            yield (
                "zone",
                {
                    "key": f"zone:{kind.replace('_', '-')}-{index}",
                    "kind": kind,
                    "name": zone.name,
                    "latitude": float(zone.latitude),
                    "longitude": float(zone.longitude),
                    "radiusKm": float(zone.radius_km),
                },
            )
