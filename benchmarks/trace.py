"""Trace: a 40-event dossier in a small ledger and in one with ten times the touches, against the small one."""

import http.client
import statistics
import time
from urllib.parse import quote

import msgspec
from rich.console import Console
from rich.table import Table

from benchmarks.documents import CONTEXT, Shape, document
from benchmarks.platform import Platform, running

ASKED = 200
STEPS = (1_000_000, 10_000_000)
FILLER = Shape(100, 100)
BOXES = 100
"""So many dossiers are asked in turn, so that none is answered from the warmest cache alone."""


def measure(console: Console) -> None:
    """p50 and p95 of GET /api/trace over HTTP, both directions, names included."""
    table = Table("touches in the ledger", "events", "p50 ms", "p95 ms", "against the first", title="Trace, 40 events")
    with running() as platform:
        client = platform.client()
        for box in range(BOXES):
            platform.post(client, chain(box))
        filled, first = 0, 0.0
        for step in STEPS:
            while filled * FILLER.events * FILLER.items < step:
                platform.post(client, document(FILLER, filled))
                filled += 1
            p50, p95, events = _ask(platform, client)
            first = first or p95
            touches = filled * FILLER.events * FILLER.items
            table.add_row(f"{touches:,}", str(events), f"{p50:.1f}", f"{p95:.1f}", f"{p95 / first:.2f} ×")
    console.print(table)


def chain(box: int) -> bytes:
    """Ten lots are harvested, inspected and sorted, packed into one box that is seen nine times: 40 events."""
    events = [
        {"eventID": f"urn:uuid:4{box:07d}-0000-4000-8000-{number:012d}", "eventTimeZoneOffset": "+08:00", **event}
        for number, event in enumerate(_story(box))
    ]
    head = {
        "@context": CONTEXT,
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": "2026-10-01T00:00:00Z",
    }
    return msgspec.json.encode({**head, "epcisBody": {"eventList": events}})


def focus(box: int) -> str:
    return f"01/06901234000504/21/BOX{box}"


def _story(box: int) -> list[dict[str, object]]:
    lots = [f"https://id.gs1.org/01/06901234000405/10/L{box}-{lot}" for lot in range(10)]
    sorted_lots = [f"https://id.gs1.org/01/06901234000412/10/S{box}-{lot}" for lot in range(10)]
    item = f"https://id.gs1.org/{focus(box)}"
    amount = [{"epcClass": lot, "quantity": 100, "uom": "KGM"} for lot in lots]
    made = [{"epcClass": lot, "quantity": 90, "uom": "KGM"} for lot in sorted_lots]
    harvested = [_object(1, lot, quantityList=[amount[lot]], action="ADD") for lot in range(10)]
    inspected = [_object(2, lot, quantityList=[amount[lot]], bizStep="inspecting") for lot in range(10)]
    sorted_ = [_made(3, lot, inputQuantityList=[amount[lot]], outputQuantityList=[made[lot]]) for lot in range(10)]
    packed = _made(4, 0, inputQuantityList=made, outputEPCList=[item])
    seen = [_object(5, step, epcList=[item]) for step in range(9)]
    return [*harvested, *inspected, *sorted_, packed, *seen]


def _object(day: int, minute: int, **fields: object) -> dict[str, object]:
    return {"type": "ObjectEvent", "action": "OBSERVE", "eventTime": _time(day, minute), **fields}


def _made(day: int, minute: int, **fields: object) -> dict[str, object]:
    return {"type": "TransformationEvent", "eventTime": _time(day, minute), **fields}


def _time(day: int, minute: int) -> str:
    return f"2026-09-{day:02d}T08:{minute:02d}:00.000+08:00"


def _ask(platform: Platform, client: http.client.HTTPConnection) -> tuple[float, float, int]:
    times, events = [], 0
    for number in range(ASKED + 20):
        path = f"/api/trace?direction=backward&code={quote(focus(number * 37 % BOXES), safe='')}"
        began = time.perf_counter()
        client.request("GET", path, headers={"Authorization": f"Bearer {platform.token}"})
        answer = client.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != http.client.OK:
            raise RuntimeError(f"trace was answered {answer.status}: {body[:500]!r}")
        events = len(msgspec.json.decode(body)["events"])
    warm = times[20:]
    return statistics.median(warm), statistics.quantiles(warm, n=20)[18], events
