"""Asking: small random ledgers, random queries, and what each query finds by looking at every event, one by one."""

import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from django.db import transaction

from zhuisu.capture.arrival import Reporter, arrive
from zhuisu.core.epcis import Context, Refusal, read_event
from zhuisu.core.findings import Finding
from zhuisu.ledger.append import append_events, context_id
from zhuisu.ledger.database import ledger_cursor

RAW = b'["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",{"ex":"https://ex.example/"}]'
NAMESPACES = {"ex": "https://ex.example/"}
START = datetime(2026, 1, 28, tzinfo=UTC)
PARTIES = ["417/6901234000207", "417/6901234000214"]
STEPS = ["shipping", "receiving", "packing"]
ITEMS = [f"urn:epc:id:sgtin:690123{company}.00000{n}.{serial}" for company in "45" for n in "12" for serial in "AB"]
CLASSES = ["urn:epc:class:lgtin:6901234.000001.L1", "urn:epc:idpat:sgtin:6901234.000001.*"]
PLACES = [f"urn:epc:id:sgln:6901234.0001{n}.0" for n in range(3)]
ORDERS = [("6901234000009:1", "po"), ("6901234000009:2", "desadv"), ("6901234000009:1", "desadv")]


class Recorded(NamedTuple):
    """An event, where it stands in each order, and who captured it."""

    id: UUID
    event: dict[str, Any]
    place: tuple[datetime, int, UUID]
    party: str | None


def event(rng: random.Random, number: int) -> dict[str, Any]:
    at = START + timedelta(milliseconds=rng.randrange(40) * 3 * 3_600_000 + rng.randrange(3))
    made: dict[str, Any] = {
        "eventID": f"urn:uuid:{number}",
        "eventTime": at.isoformat(),
        "eventTimeZoneOffset": "+00:00",
        "type": rng.choice(["ObjectEvent", "AggregationEvent"]),
        "action": rng.choice(["ADD", "OBSERVE"]),
    }
    items = rng.sample(ITEMS, rng.randrange(1, 3))
    made |= {"epcList": items} if made["type"] == "ObjectEvent" else {"parentID": ITEMS[0], "childEPCs": items}
    chances: list[tuple[str, Any]] = [
        ("bizStep", rng.choice(STEPS)),
        ("readPoint", {"id": rng.choice(PLACES)}),
        ("bizTransactionList", [_order(rng) for _ in range(2)]),
        ("ex:age", rng.randrange(5)),
        ("sensorElementList", [{"sensorReport": [{"type": "Temperature", "value": rng.randrange(9), "uom": "CEL"}]}]),
    ]
    made |= {name: value for name, value in chances if rng.random() < 0.5}
    quantities = [{"epcClass": rng.choice(CLASSES), "quantity": rng.randrange(1, 4), "uom": "KGM"}]
    if rng.random() < 0.4:
        made["quantityList" if made["type"] == "ObjectEvent" else "childQuantityList"] = quantities
    return made


def _order(rng: random.Random) -> dict[str, str]:
    order, kind = rng.choice(ORDERS)
    return {"type": kind, "bizTransaction": f"urn:epcglobal:cbv:bt:{order}"}


def record(rng: random.Random, count: int) -> list[Recorded]:
    """That many events, captured in a few documents, some of which have one record time."""
    recorded: list[Recorded] = []
    while len(recorded) < count:
        party = rng.choice([None, *PARTIES])
        at = START + timedelta(seconds=rng.randrange(4))
        events = [event(rng, len(recorded) + n) for n in range(rng.randrange(1, 8))]
        recorded += record_run(events, at, party)
    return recorded


def record_run(events: list[dict[str, Any]], at: datetime, party: str | None = None) -> list[Recorded]:
    context, reporter = Context.parse(RAW), Reporter.of("somebody", party)
    assert isinstance(context, Context)
    rows = []
    for each in events:
        body = msgspec.json.encode(each)
        read = read_event(body, context)
        assert not isinstance(read, Refusal), read
        row = arrive(body, read, context, (), reporter)
        assert not isinstance(row, Finding)
        rows.append(row)
    with transaction.atomic(), ledger_cursor() as cursor:
        append_events(cursor, rows, capture=uuid4(), context=context_id(cursor, RAW), record_time=at)
        (run,) = cursor.execute("SELECT max(run) FROM journal").fetchone() or (0,)
    ids = [UUID(bytes=row.id) for row in rows]
    return [Recorded(id_, each, (at, run, id_), party) for id_, each in zip(ids, events, strict=True)]


def query(rng: random.Random) -> dict[str, str]:
    """Some parameters with random values."""
    moment = (START + timedelta(hours=rng.randrange(120))).isoformat()
    values = {
        "eventType": rng.choice(["ObjectEvent", "AggregationEvent"]),
        "EQ_action": rng.choice(["ADD", "OBSERVE", "ADD|DELETE"]),
        "EQ_bizStep": "|".join(rng.sample(STEPS, rng.randrange(1, 3))),
        "EQ_readPoint": "|".join(rng.sample(PLACES, rng.randrange(1, 3))),
        "GE_eventTime": moment,
        "LT_eventTime": moment,
        "GE_recordTime": (START + timedelta(seconds=rng.randrange(4))).isoformat(),
        "LT_recordTime": (START + timedelta(seconds=rng.randrange(1, 5))).isoformat(),
        "MATCH_epc": "|".join(rng.sample(ITEMS, rng.randrange(1, 4))),
        "MATCH_anyEPC": rng.choice(ITEMS),
        "MATCH_anyEPCClass": rng.choice(CLASSES),
        "EQ_bizTransaction_po": "urn:epcglobal:cbv:bt:6901234000009:1",
        "EQ_ex:age": str(rng.randrange(5)),
        "GT_value_KEL": str(273.15 + rng.randrange(9)),
        "LE_quantity_GRM": str(1000 * rng.randrange(1, 4)),
    }
    if rng.random() < 0.3:
        values["MATCH_epc"] = f"urn:epc:idpat:sgtin:690123{rng.choice('45')}.*.*"
    return {name: values[name] for name in rng.sample(sorted(values), rng.randrange(4))}


def holds(recorded: Recorded, name: str, text: str) -> bool:
    """Whether one event satisfies one parameter, by its plain meaning."""
    return MEANINGS[name](recorded, text)


def _children(found: dict[str, Any]) -> list[str]:
    return [*found.get("epcList", []), *found.get("childEPCs", [])]


def _quantities(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [*found.get("quantityList", []), *found.get("childQuantityList", [])]


def _values(found: dict[str, Any]) -> list[float]:
    return [report["value"] for element in found.get("sensorElementList", []) for report in element["sensorReport"]]


def _company(uri: str) -> str:
    return uri.split(":")[4].split(".")[0]


def _epc(recorded: Recorded, text: str) -> bool:
    children = _children(recorded.event)
    return any(_company(child) == _company(text) if "idpat" in text else child in text.split("|") for child in children)


MEANINGS: Mapping[str, Callable[[Recorded, str], bool]] = {
    "eventType": lambda r, text: r.event["type"] in text.split("|"),
    "EQ_action": lambda r, text: r.event["action"] in text.split("|"),
    "EQ_bizStep": lambda r, text: r.event.get("bizStep") in text.split("|"),
    "EQ_readPoint": lambda r, text: r.event.get("readPoint", {}).get("id") in text.split("|"),
    "GE_eventTime": lambda r, text: datetime.fromisoformat(r.event["eventTime"]) >= datetime.fromisoformat(text),
    "LT_eventTime": lambda r, text: datetime.fromisoformat(r.event["eventTime"]) < datetime.fromisoformat(text),
    "GE_recordTime": lambda r, text: r.place[0] >= datetime.fromisoformat(text),
    "LT_recordTime": lambda r, text: r.place[0] < datetime.fromisoformat(text),
    "MATCH_epc": _epc,
    "MATCH_anyEPC": lambda r, text: text in [*_children(r.event), r.event.get("parentID")],
    "MATCH_anyEPCClass": lambda r, text: text in [element["epcClass"] for element in _quantities(r.event)],
    "EQ_bizTransaction_po": lambda r, text: (
        {"type": "po", "bizTransaction": text} in r.event.get("bizTransactionList", [])
    ),
    "EQ_ex:age": lambda r, text: r.event.get("ex:age") == int(text),
    "GT_value_KEL": lambda r, text: any(value > round(float(text) - 273.15, 6) for value in _values(r.event)),
    "LE_quantity_GRM": lambda r, text: any(e["quantity"] * 1000 <= float(text) for e in _quantities(r.event)),
}
