"""Documents: a told chain as an EPCIS 2.0 JSON-LD document, and what the register says of it."""

import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import msgspec

from tests.chains.story import Table, span
from zhuisu.core.codes import key_of_uri
from zhuisu.core.profiles import Library, Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.core.rules import MemoryRegistry, Paper, Zone

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"zhuisu": "urn:zhuisu:voc:", "cbvmda": "urn:epcglobal:cbv:mda:"},
]
TOLD = frozenset(
    [
        "stage",
        "name",
        "time",
        "by",
        "place",
        "things",
        "parent",
        "children",
        "uses",
        "gives",
        "making",
        "from",
        "to",
        "papers",
        "sensors",
        "sensor",
        "disposition",
        "persistent",
        "without",
        "unit",
        "step",
    ]
)
VALID = (datetime.fromisoformat("2020-01-01T00:00:00+08:00"), datetime.fromisoformat("2030-01-01T00:00:00+08:00"))


def document(told: Table, profile: Profile, library: Library) -> bytes:
    """The chain as a document."""
    events = [_event(each, index, told, profile, library) for index, each in enumerate(told["events"])]
    body = {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": max(each["eventTime"] for each in events),
        "epcisBody": {"eventList": events},
    }
    return msgspec.json.format(msgspec.json.encode(body), indent=1)


def register(told: Table, profile: Profile) -> MemoryRegistry:
    """What the register knows: every party holds every licence that the profile asks for, unless the story differs."""
    kinds = {kind for stage in profile.stages for some in stage.licences.values() for kind in some}
    kinds |= {kind for rule in profile.rules for kind in getattr(rule, "licences", ())}
    parties = {party for event in told["events"] for party in _parties(event)} | set(told.get("parties", ()))
    names = {**{party: party_uri(party) for party in parties}, **told.get("things", {})}
    known = {party for party in parties if not party.startswith("stranger")}
    attributes = {_key(name, names): values for name, values in told.get("attributes", {}).items()}
    named = {place for event in told["events"] if (place := event.get("place", event.get("by"))) is not None}
    places = {place for place in named if not place.startswith("stranger")}
    attributes |= {key_of_uri(place_uri(name)): values for name, values in told.get("places", {}).items()}
    return MemoryRegistry(
        varieties={
            each if each.endswith(":") else key_of_uri(names.get(each, each)): variety
            for each, variety in told.get("varieties", {}).items()
        },
        things={key_of_uri(party_uri(party)): {} for party in known} | attributes,
        papers=(*_licences(told, kinds, known), *_papers(told)),
        places={key_of_uri(place_uri(place)): key_of_uri(party_uri(place)) for place in places},
        positions={key_of_uri(place_uri(name)): tuple(at) for name, at in told.get("positions", {}).items()},
        zones_by_kind={kind: tuple(_zone(each) for each in some) for kind, some in told.get("zones", {}).items()},
        lists={name: frozenset(words) for name, words in told.get("lists", {}).items()},
    )


def _key(name: str, names: Mapping[str, str]) -> str:
    """`=TEXT` is a number as it stands in a field, anything else a thing, party or URI of the story."""
    return name[1:] if name.startswith("=") else key_of_uri(names.get(name, party_uri(name)))


def party_uri(name: str) -> str:
    """A party by its name in the story: a URI stands for itself, anything else gets a party GLN."""
    return name if ":" in name else f"https://id.gs1.org/417/{_gln(name)}"


def place_uri(name: str) -> str:
    """The place of a party, or one with a name of its own."""
    return name if ":" in name else f"https://id.gs1.org/414/{_gln(name)}"


def paper_uri(name: str) -> str:
    return name if ":" in name else f"https://papers.zhuisu.example/{name}"


def _gln(name: str) -> str:
    payload = f"690{zlib.crc32(name.encode()) % 1_000_000_000:09d}"
    total = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(payload))
    return f"{payload}{-total % 10}"


def _parties(event: Mapping[str, Any]) -> Iterator[str]:
    for key in ("by", "from", "to", "zhuisu:actor"):
        if key in event and not str(event[key]).startswith(("urn:zhuisu:person:", "geo:")):
            yield event[key]


def _licences(told: Table, kinds: set[str], parties: set[str]) -> Iterator[Paper]:
    stated = told.get("licences", {})
    for holder in sorted({*parties, *stated}):
        mine = stated.get(holder, {})
        for kind in sorted({*kinds, *mine}):
            values = mine.get(kind, {})
            if values is not False:
                yield _paper(f"{kind}-{holder}", {"kind": kind, "holder": holder, **values})


def _papers(told: Table) -> Iterator[Paper]:
    for name, values in told.get("papers", {}).items():
        if values is not False:
            yield _paper(name, values)


def _paper(name: str, values: Mapping[str, Any]) -> Paper:
    holder = values.get("holder", "")
    places = [key_of_uri(uri(each)) for each in values.get("places", ()) for uri in (place_uri, party_uri)]
    return Paper(
        key=key_of_uri(paper_uri(name)),
        kind=values["kind"],
        holder=key_of_uri(party_uri(holder)) if holder else "",
        valid_from=values.get("valid_from", VALID[0]),
        valid_to=values.get("valid_to", VALID[1]),
        scope=frozenset(values.get("scope", ())),
        places=frozenset(places),
        state=values.get("state", "valid"),
        quantity=values.get("quantity"),
        uom=values.get("uom"),
    )


def _zone(values: Mapping[str, Any]) -> Zone:
    return Zone(**values)


def _event(told: Mapping[str, Any], index: int, story: Table, profile: Profile, library: Library) -> Table:
    stage = profile.stage(told["stage"])
    moment: datetime = told["time"]
    event: Table = {
        "type": stage.event,
        "eventID": f"urn:uuid:{zlib.crc32(told['name'].encode()):08x}-0000-4000-8000-{index:012x}",
    }
    event["eventTime"] = moment.isoformat()
    event["eventTimeZoneOffset"] = "+08:00"
    if stage.action is not None:
        event["action"] = stage.action
    event["bizStep"] = told.get("step", stage.steps[0])
    event["disposition"] = told.get("disposition", "active")
    if "persistent" in told:
        event["persistentDisposition"] = {"set": told["persistent"]}
    place = told.get("place", told.get("by"))
    if place is not None and "place" not in told.get("without", ()):
        event["readPoint"] = {"id": place_uri(place)}
    _name_things(event, told, story, stage)
    _refer(event, told)
    _state(event, told, stage, library, story)
    return event


def _name_things(event: Table, told: Mapping[str, Any], story: Table, stage: Stage) -> None:
    lists = {
        "ObjectEvent": {"things": ("epcList", "quantityList")},
        "TransactionEvent": {"things": ("epcList", "quantityList")},
        "AggregationEvent": {"children": ("childEPCs", "childQuantityList")},
        "AssociationEvent": {"children": ("childEPCs", "childQuantityList")},
        "TransformationEvent": {
            "uses": ("inputEPCList", "inputQuantityList"),
            "gives": ("outputEPCList", "outputQuantityList"),
        },
    }[stage.event]
    for key, (items, amounts) in lists.items():
        for each in told.get(key, ()):
            name, _, amount = each.partition(" ")
            uri = story.get("things", {}).get(name, name)
            if not amount:
                event.setdefault(items, []).append(uri)
            else:
                quantity, _, uom = amount.partition(" ")
                element: Table = {"epcClass": uri, "quantity": float(quantity)}
                event.setdefault(amounts, []).append(element | ({"uom": uom} if uom else {}))
    if "parent" in told:
        event["parentID"] = story.get("things", {}).get(told["parent"], told["parent"])
    if "making" in told:
        event["transformationID"] = f"urn:zhuisu:making:{told['making']}"


def _refer(event: Table, told: Mapping[str, Any]) -> None:
    if "from" in told:
        event["sourceList"] = [{"type": "owning_party", "source": party_uri(told["from"])}]
    if "to" in told:
        event["destinationList"] = [{"type": "owning_party", "destination": party_uri(told["to"])}]
    papers = [
        {"type": kind, "bizTransaction": paper_uri(name)}
        for kind, names in told.get("papers", {}).items()
        for name in ([names] if isinstance(names, str) else names)
    ]
    if papers:
        event["bizTransactionList"] = papers
    if "sensors" in told:
        start: datetime = told["time"]
        kind, unit = told.get("sensor", "Temperature"), told.get("unit", "CEL")
        event["sensorElementList"] = [
            {
                "sensorMetadata": {"time": (start + span(after)).isoformat()},
                "sensorReport": [{"type": kind, "value": value, "uom": unit}],
            }
            for after, value in told["sensors"]
        ]


def _state(event: Table, told: Mapping[str, Any], stage: Stage, library: Library, story: Table) -> None:
    """The fields: those of the story, and examples of those that the stage requires."""
    stated: Table = {"zhuisu:stage": stage.id} if stage.named_only else {}
    stated |= {path: library.fields[path].example for path in stage.requires if path in library.fields}
    lots = [lot for each in told.get("gives", ()) if (lot := _lot(story["things"].get(each.partition(" ")[0], each)))]
    stated |= {"cbvmda:lotNumber": lots[0]} if lots and "cbvmda:lotNumber" in stated else {}
    stated |= {key if ":" in key else f"zhuisu:{key}": value for key, value in told.items() if key not in TOLD}
    dropped = {key if ":" in key else f"zhuisu:{key}" for key in told.get("without", ())}
    has_ilmd = stage.event == "TransformationEvent" or (stage.event == "ObjectEvent" and stage.action == "ADD")
    for key, value in stated.items():
        if key in dropped:
            continue
        target = event.setdefault("ilmd", {}) if has_ilmd and key.startswith("cbvmda:") else event
        target[key] = party_uri(value) if key == "zhuisu:actor" else _json(value, story)


def _lot(uri: str) -> str:
    """The lot in the Digital Link of a batch."""
    return uri.partition("/10/")[2] if "/21/" not in uri else ""


def _json(value: Any, story: Table) -> Any:
    if isinstance(value, str):
        return story.get("things", {}).get(value, value)
    if isinstance(value, list):
        return [_json(each, story) for each in value]
    return value if isinstance(value, bool | int | float) else str(value)
