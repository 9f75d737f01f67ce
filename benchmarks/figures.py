"""Figures: the picture of a city of ten million events, against a bare sum over the same rows; and how fast events are
counted, against how fast they are captured."""

import importlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from rich.console import Console
from rich.table import Table

EVENTS: Final = 10_000_000
PARTIES: Final = 10_000
PLACES: Final = 3_000
MONTHS: Final = 12
STAGES: Final = 4
_CELLS: Final = PARTIES * STAGES
"""Of a month."""
_START: Final = date(2025, 12, 1)
_NOW: Final = datetime(2026, 11, 27, 4, tzinfo=UTC)
_TIMES: Final = 5
_LIMIT_SECONDS: Final = 1.0
_DISTRICTS: Final = ("450702", "450703", "450721", "450722", "450100", "440100")

_CELL = """
INSERT INTO figures_cell (month, region, category, variety, stage, place, party)
SELECT %(start)s::date + make_interval(months => month), (%(regions)s::text[])[1 + p %% %(near)s],
    (%(categories)s::text[])[1 + p %% %(varieties)s], (%(names)s::text[])[1 + p %% %(varieties)s], 'stage' || s,
    '414/69000000' || lpad((p %% %(places)s)::text, 5, '0'), 'party:' || p
FROM generate_series(0, %(months)s - 1) AS month, generate_series(0, %(parties)s - 1) AS p,
    generate_series(0, %(stages)s - 1) AS s
ORDER BY month, p, s
"""
_EVENT = """
INSERT INTO figures_counted (event, cell, day, items, grams, late)
SELECT (lpad(to_hex(at), 12, '0') || '8' || lpad(to_hex(n %% 4096), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid,
    1 + (n * %(months)s / %(events)s) * %(cells)s + n * 104729 %% %(cells)s,
    to_timestamp(at / 1000.0)::date, 1 + n %% 50, n %% 7 * 1000, n %% 20 = 0
FROM (
    SELECT n, (%(first)s + n * %(span)s / %(events)s)::bigint AS at FROM generate_series(0::bigint, %(events)s - 1) AS n
) AS told
"""
_SUMS = """
UPDATE figures_cell AS cell SET events = told.events, items = told.items, grams = told.grams, late = told.late
FROM (SELECT cell, count(*) AS events, sum(items) AS items, sum(grams) AS grams, count(*) FILTER (WHERE late) AS late
      FROM figures_counted GROUP BY cell) AS told WHERE told.cell = cell.id;
INSERT INTO figures_month
SELECT month, region, category, variety, stage, sum(events), sum(items), sum(grams), sum(late) FROM figures_cell
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figures_party
SELECT month, party, region, category, variety, sum(events), sum(items), sum(grams), sum(late) FROM figures_cell
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figures_place
SELECT month, place, region, category, variety, sum(events), sum(items), sum(grams), sum(late) FROM figures_cell
GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figures_day
SELECT counted.day, region, category, variety, stage, count(*), sum(counted.items), sum(counted.grams),
    count(*) FILTER (WHERE counted.late)
FROM figures_counted AS counted JOIN figures_cell AS cell ON cell.id = counted.cell GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figures_finding
SELECT DISTINCT ON (1, 2, 3, 4, 5) day, region, category, variety, 'rule' || length(stage) + events % 8,
    CASE WHEN events % 3 = 0 THEN 'warning' ELSE 'error' END, 1 + events % 3, events % 2, 1 FROM figures_day;
INSERT INTO figures_flow (month, category, variety, source, destination, events, items, grams)
SELECT month, category, variety, region, (ARRAY['450702', '450721', '440100', '450100'])[1 + length(variety) % 4],
    sum(events), sum(items), sum(grams) FROM figures_month GROUP BY 1, 2, 3, 4, 5;
INSERT INTO figures_chain (thing, day, region, category, variety, score, is_complete, assessed_at)
SELECT 'lot:' || day || region || variety, day, region, category, variety, 0.9, events % 5 <> 0, now()
FROM (SELECT DISTINCT ON (day, region, variety) * FROM figures_day) AS each;
INSERT INTO figures_reporter (party, region, categories, days, event, due_on)
SELECT party, min(region), ARRAY[min(category)], ARRAY[max(month)], (SELECT event FROM figures_counted LIMIT 1),
    date '2026-11-20' + (abs(hashtext(party)) % 20) FROM figures_cell GROUP BY party;
INSERT INTO registry_party (key, state, reason, note, created_at, changed_at, kind, name, name_en, short_name, region,
    address, contact, phone, email, grams, organisation, attributes)
SELECT party, 'approved', '', '', now(), now(), 'enterprise', party, '', '', region, '', '', '', '', '{}', '', '{}'
FROM figures_reporter ORDER BY party;
INSERT INTO registry_alias (kind, key, record) SELECT 'party', key, id FROM registry_party
ON CONFLICT DO NOTHING;
INSERT INTO registry_partyrole (party_id, role, category, variety)
SELECT party.id, 'producer', reporter.categories[1], '' FROM registry_party AS party
    JOIN figures_reporter AS reporter ON reporter.party = party.key;
"""
_FLOOR = "SELECT sum(events), sum(items), sum(grams), sum(late) FROM figures_cell WHERE month >= %s AND month < %s"


class Spent(NamedTuple):
    """The fastest and the slowest of some times, in milliseconds."""

    least: float
    most: float


def measure(console: Console) -> None:
    """One process, as each web process does it, with a database to itself."""
    with tempfile.TemporaryDirectory(prefix="zhuisu-bench-") as home:
        Path(home).chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
        os.environ["ZHUISU_HOME"] = home
        boot: Any = importlib.import_module("zhuisu.server.boot")
        with boot.migrated_database():
            console.print(_counting())
            _fill(console)
            console.print(_asking())


def _counting() -> str:
    """How fast the events of the demonstration city are counted."""
    capture_city = importlib.import_module("benchmarks.rules").capture_city
    following: Any = importlib.import_module("zhuisu.figures.following")
    began = time.perf_counter()
    capture_city()
    capture = time.perf_counter() - began
    size = importlib.import_module("zhuisu.ledger.journal").size()
    began = time.perf_counter()
    while following.follow():
        pass
    count = time.perf_counter() - began
    with importlib.import_module("zhuisu.ledger.database").ledger_cursor() as cursor:
        cursor.execute(
            "TRUNCATE figures_counted, figures_cell, figures_party, figures_place, figures_day, figures_month,"
            " figures_flow, figures_chain, figures_reporter"
        )
        cursor.execute("ALTER SEQUENCE figures_cell_id_seq RESTART")
    return (
        f"{size:,} events of the demonstration city: captured at {size / capture:,.0f} a second, counted at"
        f" {size / count:,.0f} a second by one process ({capture / count:.0%} of capturing)"
    )


def _fill(console: Console) -> None:
    profiles: Any = importlib.import_module("zhuisu.packaged").profiles()
    began = time.perf_counter()
    first = int(datetime(_START.year, _START.month, _START.day, tzinfo=UTC).timestamp() * 1000)
    given = {
        "start": _START,
        "months": MONTHS,
        "parties": PARTIES,
        "places": PLACES,
        "stages": STAGES,
        "cells": _CELLS,
        "events": EVENTS,
        "first": first,
        "span": int(_NOW.timestamp() * 1000) - first,
        "regions": list(_DISTRICTS),
        "near": len(_DISTRICTS),
        "names": list(profiles),
        "categories": [profile.category.value for profile in profiles.values()],
        "varieties": len(profiles),
    }
    connection: Any = importlib.import_module("django.db").connection
    with importlib.import_module("zhuisu.ledger.database").ledger_cursor() as cursor:
        cursor.execute(_CELL, given)
        cursor.execute(_EVENT, given)
        for statement in filter(str.strip, _SUMS.split(";")):
            cursor.execute(statement)
    connection.connection.autocommit = True
    with importlib.import_module("zhuisu.ledger.database").ledger_cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        (cells,) = cursor.execute("SELECT count(*) FROM figures_cell").fetchone()
    console.print(f"{EVENTS:,} events in {cells:,} cells, filled in {time.perf_counter() - began:.0f} s")


def _asking() -> Table:
    asked: Any = importlib.import_module("zhuisu.figures.asked")
    exhibits: Any = importlib.import_module("zhuisu.figures.exhibits.all").EXHIBITS
    view: Any = importlib.import_module("zhuisu.figures.view")
    drilling: Any = importlib.import_module("zhuisu.figures.drilling")
    public: Any = importlib.import_module("zhuisu.figures.public")
    spans = {"a month": date(2026, 11, 1), "three months": date(2026, 9, 1), "a year": _START}
    table = Table(
        "what", *(f"{name}: ms" for name in spans), title=f"Figures of {EVENTS:,} events: least and most of {_TIMES}"
    )
    everything = view.View()
    questions = [asked.Asked(since, date(2026, 12, 1)) for since in spans.values()]
    floors = [_spent(partial(_floor, each)) for each in questions]
    table.add_row("floor: a bare sum over the cells", *map(_said, floors))
    for name, make in exhibits.items():
        table.add_row(name, *(_said(_spent(partial(make, each, everything))) for each in questions))
    whole = [_spent(partial(_screen, exhibits, each, everything)) for each in questions]
    table.add_row("all of them: the screen", *map(_said, whole))
    ratios = (one.least / floor.least for one, floor in zip(whole, floors, strict=True))
    table.add_row("times the floor", *(f"{ratio:.1f}" for ratio in ratios))
    district = view.View(("produce", "inputs"), ("450721%",))
    theirs = [_spent(partial(_screen, exhibits, each, district)) for each in questions]
    table.add_row("all, of a department's district", *map(_said, theirs))
    for name, narrowed in (
        ("events of all", drilling.Narrowed()),
        ("events of a party", drilling.Narrowed(party="party:77")),
        ("events of a place and stage", drilling.Narrowed(place="414/6900000000777", stage="stage1")),
    ):
        found = [_spent(partial(drilling.events, each, everything, narrowed)) for each in questions]
        table.add_row(name, *map(_said, found))
    for each in public.public_sets():
        table.add_row(f"open data: {each.name}", "", "", _said(_spent(partial(_published, public, each.name))))
    return table


def _screen(exhibits: Any, asked: Any, view: Any) -> None:
    for make in exhibits.values():
        make(asked, view)


def _published(public: Any, name: str) -> None:
    public._made.cache_clear()
    public.public_set(name, _NOW)


def _floor(asked: Any) -> None:
    with importlib.import_module("zhuisu.ledger.database").ledger_cursor() as cursor:
        cursor.execute(_FLOOR, [asked.since, asked.until]).fetchall()


def _spent(work: Callable[[], object]) -> Spent:
    times = sorted(_times(work))
    return Spent(times[0], times[-1])


def _times(work: Callable[[], object]) -> Iterable[float]:
    for _ in range(_TIMES):
        began = time.perf_counter()
        work()
        yield (time.perf_counter() - began) * 1000


def _said(spent: Spent) -> str:
    late = "" if spent.most < _LIMIT_SECONDS * 1000 else " (!)"
    return f"{spent.least:.0f}–{spent.most:.0f}{late}"
