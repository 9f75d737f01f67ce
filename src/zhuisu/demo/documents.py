"""Documents: told events as EPCIS 2.0 JSON-LD documents, with the master data of what they speak of."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta

import msgspec

from zhuisu.core.findings import Text
from zhuisu.demo.model import Json, Known, Party, Place, Product
from zhuisu.demo.story import Told

CONTEXT = [
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    {"zhuisu": "urn:zhuisu:voc:"},
]
VTYPE = "urn:epcglobal:epcis:vtype:"
_encode = msgspec.json.Encoder().encode


def document(
    told: Sequence[Told],
    things: Iterable[Known],
    sender: Party | None,
    number: str,
    now: datetime,
    known: Container[str] = (),
) -> bytes:
    """The events as one document, with master data of those that are not yet `known` (by id)."""
    latest = max(map(_latest, told))
    body: Json = {
        "@context": CONTEXT,
        "id": f"urn:zhuisu:document:{number}",
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": min(latest + timedelta(minutes=20), now).isoformat(timespec="seconds"),
    }
    if sender:
        body["sender"] = sender.id
    body["instanceIdentifier"] = number
    vocabularies = master_data(told, things, known)
    if vocabularies:
        body["epcisHeader"] = {"epcisMasterData": {"vocabularyList": vocabularies}}
    body["epcisBody"] = {"eventList": [each.event for each in told]}
    return _encode(body)


def _latest(told: Told) -> datetime:
    declared = told.event.get("errorDeclaration")
    return datetime.fromisoformat(declared["declarationTime"] if declared else told.event["eventTime"])


def master_data(told: Iterable[Told], things: Iterable[Known], known: Container[str] = ()) -> list[Json]:
    """The vocabulary list of a header: products, places and parties, each once."""
    places = {place.id: place for each in told for place in each.places if place.id not in known}
    parties = {party.id: party for each in told for party in (*each.parties, each.reporter) if party.id not in known}
    parties.update((place.party.id, place.party) for place in places.values() if place.party.id not in known)
    new = [thing for thing in things if thing.id not in known]
    lists = (
        ("EPCClass", [_element(each.id, each.name, each.facts) for each in new if isinstance(each, Product)]),
        ("EPCInstance", [_element(each.id, each.name, each.facts) for each in new if not isinstance(each, Product)]),
        ("BusinessLocation", [_element(place.id, place.name, _of_place(place)) for place in places.values()]),
        ("SourceDest", [_element(party.id, party.name, _of_party(party)) for party in parties.values()]),
    )
    return [{"type": VTYPE + kind, "vocabularyElementList": elements} for kind, elements in lists if elements]


def _of_place(place: Place) -> dict[str, str]:
    facts = {
        "region": place.region,
        "address@zh": place.address.zh,
        "address@en": place.address.en,
        "party": "" if place.is_moving else place.party.id,
    }
    return {name: value for name, value in facts.items() if value}


def _of_party(party: Party) -> dict[str, str]:
    facts = {"uscc": party.uscc, "region": party.region} if party.uscc else {}
    return {**facts, **{f"licence.{kind}": number for kind, number in party.licences.items()}}


def _element(uri: str, name: Text, facts: dict[str, str]) -> Json:
    attributes = {"name@zh": name.zh, "name@en": name.en, **facts}
    return {
        "id": uri,
        "attributes": [{"id": f"zhuisu:{field}", "attribute": value} for field, value in attributes.items()],
    }
