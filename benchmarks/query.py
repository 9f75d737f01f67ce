"""Query: the commonest questions to a ledger of one million events and of ten, a page of 30 each, over HTTP."""

import http.client
import statistics
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from benchmarks import world
from benchmarks.platform import Platform, running

STEPS = (1_000_000, 10_000_000)
EVENTS_A_DOCUMENT = 10_000
SENDERS = 2
ASKED = 60
WARMED = 5

Parameters = Mapping[str, str]


class Question(NamedTuple):
    """`ask` gives the parameters of the question about event `n` of a ledger that holds `size` events."""

    name: str
    ask: Callable[[int, int], Parameters]


def _newest(**parameters: str) -> Parameters:
    return {"orderBy": "eventTime", "orderDirection": "DESC", **parameters}


def _week(number: int) -> Parameters:
    moment = world.time_of(number)
    return {"GE_eventTime": moment.isoformat(), "LT_eventTime": (moment + timedelta(days=7)).isoformat()}


def _shipper(number: int) -> str:
    """A place from which things are shipped: that of the nearest event which ships."""
    return world.place(number // 8 * 8 * 17)


QUESTIONS = (
    Question("one event by its eventID", lambda n, _: {"EQ_eventID": world.event_id(n)}),
    Question("an item", lambda n, _: {"MATCH_epc": world.item(n // 2)}),
    Question("an item in any role", lambda n, _: {"MATCH_anyEPC": world.item(n // 2)}),
    Question("all items of a product", lambda n, _: {"MATCH_epc": world.product_pattern(n)}),
    Question("a batch", lambda n, _: {"MATCH_epcClass": world.batch(n // 8 * 8 + 1)}),
    Question(
        "a batch, over 500 kg", lambda n, _: {"MATCH_epcClass": world.batch(n // 8 * 8 + 1), "GT_quantity_KGM": "500"}
    ),
    Question("a pallet", lambda n, _: {"MATCH_parentID": world.pallet(n // 8 * 8)}),
    Question("a purchase order", lambda n, _: {"EQ_bizTransaction_po": world.order(n // 8)}),
    Question("a receiver", lambda n, _: _newest(EQ_destination_owning_party=world.party(n))),
    Question("a place, newest first", lambda n, _: _newest(EQ_bizLocation=world.place(n))),
    Question("a read point in a week", lambda n, _: {"EQ_readPoint": world.place(n), **_week(n)}),
    Question("a region of 100 places", lambda n, _: _newest(WD_bizLocation=world.region(n))),
    Question("shipments of a week", lambda n, _: {"EQ_bizStep": "shipping", **_week(n)}),
    Question("shipments from a place", lambda n, _: _newest(EQ_bizStep="shipping", EQ_bizLocation=_shipper(n))),
    Question("a rare step", lambda n, _: _newest(EQ_bizStep="destroying")),
    Question("a rare disposition", lambda n, _: _newest(EQ_disposition="recalled")),
    Question("packings of a week", lambda n, _: {"eventType": "AggregationEvent", "EQ_action": "ADD", **_week(n)}),
    Question("recorded lately", lambda n, size: {"GE_recordTime": "2026-01-01T00:00:00Z", "orderBy": "recordTime"}),
    Question("too warm, newest first", lambda n, _: _newest(EQ_type="Temperature", GE_value_KEL="285")),
    Question("a field of our own", lambda n, _: _newest(**{f"EXISTS_{world.EXTENSION}operator": "true"})),
    Question("the newest events", lambda n, _: _newest()),
)


def measure(console: Console) -> None:
    """The floor is one event by its eventID: an address, a token, one row by its primary key, one document."""
    table = Table("question", title=f"Query, pages of 30, {len(QUESTIONS)} questions")
    columns: list[list[str]] = []
    slowest: list[list[float]] = []
    with running() as platform:
        platform.post(platform.client(), world.region_document())
        loaded = 0
        for step in STEPS:
            _load(platform, loaded, step)
            loaded = step
            for name in ("events", "p50 ms", "p95 ms"):
                table.add_column(f"{name}, {step:,}" if name != "events" else f"found, {step:,}")
            asked = [_ask(platform, question, step) for question in QUESTIONS]
            columns.append([f"{found}" for _, _, found in asked])
            columns.append([f"{p50:.1f}" for p50, _, _ in asked])
            columns.append([f"{p95:.1f}" for _, p95, _ in asked])
            slowest.append([p50 for p50, _, _ in asked])
    table.add_column("against the first")
    table.add_column("against one event")
    for number, question in enumerate(QUESTIONS):
        growth = slowest[-1][number] / slowest[0][number]
        floor = slowest[-1][number] / slowest[-1][0]
        table.add_row(question.name, *(column[number] for column in columns), f"{growth:.2f} ×", f"{floor:.1f} ×")
    console.print(table)


def _load(platform: Platform, loaded: int, step: int) -> None:
    """Capture the events up to `step`, a few documents ahead of the senders."""
    numbers = iter(range(loaded, step, EVENTS_A_DOCUMENT))
    with ThreadPoolExecutor(SENDERS) as pool:
        while batch := list(islice(numbers, SENDERS * 4)):
            list(pool.map(lambda first: _send(platform, first), batch))
    with platform.database() as connection:
        platform.wait_until_numbered(connection)
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE")


def _send(platform: Platform, first: int) -> None:
    platform.post(platform.client(), world.document(first, EVENTS_A_DOCUMENT))


def _ask(platform: Platform, question: Question, size: int) -> tuple[float, float, int]:
    times, found = [], 0
    client = platform.client()
    for turn in range(ASKED + WARMED):
        parameters = question.ask(turn * 15_485_863 % size, size)
        began = time.perf_counter()
        client.request(
            "GET", f"/epcis/events?{urlencode(parameters)}", headers={"Authorization": f"Bearer {platform.token}"}
        )
        answer = client.getresponse()
        body = answer.read()
        times.append((time.perf_counter() - began) * 1000)
        if answer.status != http.client.OK:
            raise RuntimeError(f"{question.name} was answered {answer.status}: {body[:500]!r}")
        found += body.count(b'"recordTime"')
    warm = times[WARMED:]
    return statistics.median(warm), statistics.quantiles(warm, n=20)[18], found // (ASKED + WARMED)
