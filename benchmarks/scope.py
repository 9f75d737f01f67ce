"""Scope: everything made from one bad batch across ten levels, against one bare join over the same rows."""

import importlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, Final, NamedTuple
from uuid import UUID, uuid4

import msgspec
import psycopg
from rich.console import Console
from rich.table import Table

from zhuisu.core.lineage.extract import touches_of
from zhuisu.core.lineage.facts import Action, Amount, EventType, Facts
from zhuisu.ledger.append import NewEvent
from zhuisu.ledger.identity import identity_digest, ledger_id, microseconds

UNITS: Final = 1_000_000
FILLER: Final = 4
"""So many other trees, each with that fraction of the units, stand in the ledger beside the one that is asked about."""

_START: Final = microseconds(datetime(2026, 1, 5, tzinfo=UTC))
_HOUR: Final = 3_600_000_000
_DAY: Final = 24 * _HOUR
_LABELLED, _BOXED, _PALLETED, _SOLD = 1_000, 20, 50, 10
_AT_ONCE: Final = 2_000


class Tree(NamedTuple):
    """Raw lot → 4 levels of lots, mixed and split → packed lots → items, labelled → boxes → pallets → shops → sold."""

    name: int
    units: int

    def events(self) -> Iterator[NewEvent]:
        lots = max(1, self.units // _LABELLED)
        yield from self._lots(lots)
        for lot in range(lots):
            yield from self._packed(lot)
        yield from self._pallets()

    def root(self) -> str:
        return f"01/06901234000405/10/R{self.name}"

    def item(self, number: int) -> str:
        return f"01/06901234000504/21/T{self.name}N{number:09d}"

    def _lots(self, lots: int) -> Iterator[NewEvent]:
        """Six levels of making, each lot from two of the level before: they widen from one to all."""
        before = [self.root()]
        yield self._tell(0, 0, EventType.OBJECT, Action.ADD, Facts(amounts=(Amount(self.root(), 1000.0, "KGM"),)))
        for level in range(1, 7):
            count = max(1, round(lots ** (level / 6)))
            made = [f"01/069012340004{level:02d}/10/T{self.name}L{number}" for number in range(count)]
            for number, lot in enumerate(made):
                used = (before[number % len(before)], before[(number * 7 + 1) % len(before)])
                inputs = tuple(Amount(each, 1.0, "KGM") for each in dict.fromkeys(used))
                facts = Facts(input_amounts=inputs, output_amounts=(Amount(lot, 1.0, "KGM"),))
                yield self._tell(
                    level * 3, number, EventType.TRANSFORMATION, Action.NONE, facts, "creating_class_instance"
                )
            before = made

    def _packed(self, lot: int) -> Iterator[NewEvent]:
        """A lot is labelled as items, which go into boxes; half of them are sold."""
        batch = f"01/06901234000406/10/T{self.name}L{lot}"
        labelled = f"01/06901234000504/10/T{self.name}L{lot}"
        items = tuple(self.item(lot * _LABELLED + number) for number in range(_LABELLED))
        made = Facts(
            input_amounts=(Amount(batch, 1.0, "KGM"),),
            outputs=items,
            memberships=tuple((item, labelled) for item in items),
            output_batches=(labelled,),
        )
        yield self._tell(30, lot, EventType.TRANSFORMATION, Action.NONE, made, "commissioning")
        for first in range(0, _LABELLED, _BOXED):
            number = (lot * _LABELLED + first) // _BOXED
            facts = Facts(parent=self._box(number), children=items[first : first + _BOXED])
            yield self._tell(31, number, EventType.AGGREGATION, Action.ADD, facts, "packing")
        for first in range(0, _LABELLED // 2, _SOLD):
            number = lot * _LABELLED + first
            facts = Facts(items=items[first : first + _SOLD])
            yield self._tell(60 + lot % 60, number, EventType.OBJECT, Action.DELETE, facts, "retail_selling")

    def _pallets(self) -> Iterator[NewEvent]:
        boxes = self.units // _BOXED
        for number, first in enumerate(range(0, boxes, _PALLETED)):
            pallet = f"00/1{self.name:04d}{number:012d}"
            children = tuple(self._box(box) for box in range(first, min(boxes, first + _PALLETED)))
            yield self._tell(
                33, number, EventType.AGGREGATION, Action.ADD, Facts(parent=pallet, children=children), "packing"
            )
            yield self._tell(34, number, EventType.OBJECT, Action.OBSERVE, Facts(items=(pallet,)), "shipping")
            yield self._tell(36, number, EventType.OBJECT, Action.OBSERVE, Facts(items=(pallet,)), "receiving")

    def _box(self, number: int) -> str:
        return f"00/2{self.name:04d}{number:012d}"

    def _tell(
        self, day: int, number: int, kind: EventType, action: Action, facts: Facts, step: str | None = None
    ) -> NewEvent:
        moment = _START + day * _DAY + number % 20 * _HOUR + number % 1_000_000
        event_id = f"urn:t:{self.name}:{day}:{number}:{step}"
        digest = identity_digest(event_id, None)
        return NewEvent(
            id=ledger_id(moment, digest),
            identity=digest[:16],
            event_id=event_id,
            time_us=moment,
            type=int(kind),
            action=int(action),
            biz_step=step,
            disposition=None,
            read_point=None,
            biz_location=f"414/69012340{number % 997:05d}",
            declares_error=False,
            facts=msgspec.msgpack.encode(facts),
            touches=touches_of(facts),
            body=b'{"type":"simulated"}',
            captured_by=f"uscc:{number % 97:018d}",
        )


def measure(console: Console, units: int = UNITS) -> None:
    """The scope, in a database of its own, and the join of the same rows: of each thing all touches and events."""
    home = Path(tempfile.mkdtemp(prefix="zhuisu-bench-"))
    home.chmod(0o755)  # else root, whose database runs as another user, keeps the cluster elsewhere
    os.environ["ZHUISU_HOME"] = str(home)
    try:
        fill = [sys.executable, "-m", "benchmarks.scope", "fill", str(units)]  # its memory is not that of the scope
        subprocess.run(fill, check=True)
        with _boot().migrated_database():
            _ask(console, units)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _boot() -> ModuleType:
    return importlib.import_module("zhuisu.server.boot")  # Django is set up by it


def _fill(units: int) -> None:
    append = importlib.import_module("zhuisu.ledger.append")
    database = importlib.import_module("zhuisu.ledger.database")
    transaction = importlib.import_module("django.db").transaction
    now = datetime.now(UTC)
    trees = [Tree(1, units), *(Tree(2 + number, units // FILLER) for number in range(FILLER))]
    for tree in trees:
        waiting: list[NewEvent] = []
        for event in tree.events():
            waiting.append(event)
            if len(waiting) == _AT_ONCE:
                _append(append, database, transaction, waiting, now)
                waiting = []
        _append(append, database, transaction, waiting, now)
    with database.ledger_cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _append(append, database, transaction, events, now) -> None:  # type: ignore[no-untyped-def]
    if events:
        with transaction.atomic(), database.ledger_cursor() as cursor:
            context = append.context_id(cursor, b"[]")
            append.append_events(cursor, events, capture=uuid4(), context=context, record_time=now)


_ROWS = """
SELECT reached.thing, touch.event, touch.role, event.event_time, event.biz_step, event.disposition,
    coalesce(event.biz_location, event.read_point) AS place, event.captured_by AS party
FROM {reached} AS reached JOIN touch ON touch.thing = reached.thing JOIN event ON event.id = touch.event
"""
"""The bare join: every touch of the things with its event, and of each what an answer says."""

_COUNTED = """
SELECT count(*), count(event), sum(length(thing)), sum(role), max(event_time), sum(length(biz_step)),
    sum(length(disposition)), sum(length(place)), sum(length(party))
FROM ({rows}) AS told
"""
_WRITTEN = "CREATE UNLOGGED TABLE bare_join AS {rows}"
_SIZE = "SELECT count(DISTINCT thing), count(*), count(DISTINCT event) FROM ({rows}) AS told"
_TIMES: Final = 3


class Spent(NamedTuple):
    """Seconds by the clock, and of the processors: this process's and the database's."""

    seconds: float
    python: float
    database: float


def _ask(console: Console, units: int) -> None:
    scope = importlib.import_module("zhuisu.tracing.scope")
    cursor = importlib.import_module("django.db").connection.cursor()
    before_mib = _peak_mib()
    grown = [_grown(scope, cursor, units)]
    while len(grown) < _TIMES:
        scope.forget(grown[-1].key)
        grown.append(_grown(scope, cursor, units))
    peak_mib, key = _peak_mib(), grown[-1].key
    took = _median([each.spent for each in grown])
    reached = psycopg.sql.Identifier(f"scope_{key.hex}_reached").as_string(None)
    rows = _ROWS.format(reached=reached)
    cursor.execute(f"ANALYZE {reached}")
    cursor.execute(_SIZE.format(rows=rows))
    ((things, touches, events),) = cursor.fetchall()
    counted = [_spent(cursor, _COUNTED.format(rows=rows)) for _ in range(_TIMES)]
    written = [_written(cursor, rows) for _ in range(_TIMES)]
    table = Table("", "", title=f"Scope, {units:,} units, {grown[-1].outcome}")
    for word, value in (
        ("things reached", f"{things:,}"),
        ("touches of them, events", f"{touches:,}, {events:,}"),
        ("hops", str(grown[-1].hops)),
        ("seconds, each time", ", ".join(f"{each.spent.seconds:.1f}" for each in grown)),
        ("first page of the answer, seconds", ", ".join(f"{each.first_page:.2f}" for each in grown)),
        ("processor seconds of the middle one, Python and PostgreSQL", f"{took.python:.1f}, {took.database:.1f}"),
        ("bare join, counted: seconds, each time", ", ".join(f"{each.seconds:.1f}" for each in counted)),
        ("processor seconds of the middle one", f"{_median(counted).database:.1f}"),
        ("speed against the middle one", f"{_median(counted).seconds / took.seconds:.2f}"),
        ("bare join, written into a table: seconds", ", ".join(f"{each.seconds:.1f}" for each in written)),
        ("speed against the middle one", f"{_median(written).seconds / took.seconds:.2f}"),
        ("peak memory of the process, MiB (before)", f"{peak_mib:.0f} ({before_mib:.0f})"),
    ):
        table.add_row(word, value)
    console.print(table)


class _Grown(NamedTuple):
    """A scope that was grown: the first comes into empty caches, as all joins after it do not."""

    key: UUID
    outcome: str
    hops: int
    first_page: float
    spent: Spent


def _grown(scope: ModuleType, cursor: Any, units: int) -> _Grown:
    question = scope.Question.of([Tree(1, units).root()], scope.Direction.FORWARD)
    came: list[tuple[int, float]] = []
    begun = _now(cursor)
    key = scope.begin(question, account="operator")
    outcome = scope.grow(key, question, report=lambda progress: came.append((progress.hop, time.perf_counter())))
    return _Grown(key, outcome, came[-1][0], came[0][1] - begun.seconds, _since(begun, cursor))


def _median(spent: list[Spent]) -> Spent:
    return sorted(spent)[len(spent) // 2]


def _written(cursor: Any, rows: str) -> Spent:
    spent = _spent(cursor, _WRITTEN.format(rows=rows))
    cursor.execute("DROP TABLE bare_join")
    return spent


def _spent(cursor: Any, statement: str) -> Spent:
    begun = _now(cursor)
    cursor.execute(statement)
    return _since(begun, cursor)


def _now(cursor: Any) -> Spent:
    cursor.execute("SELECT pg_backend_pid()")
    return Spent(time.perf_counter(), time.process_time(), _database_seconds(cursor.fetchone()[0]))


def _since(begun: Spent, cursor: Any) -> Spent:
    now = _now(cursor)
    return Spent(*(after - before for before, after in zip(begun, now, strict=True)))


def _database_seconds(backend: int) -> float:
    """Of the server that this backend belongs to, with all processes that it had; 0 where there is no /proc."""
    try:
        server = Path(f"/proc/{backend}/stat").read_text().rpartition(")")[2].split()[1]
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        ticks = [_ticks(server, 11, 15), *(_ticks(child, 11, 13) for child in children)]
    except OSError:
        return 0.0
    return sum(ticks) / os.sysconf("SC_CLK_TCK")


def _ticks(process: str, first: int, last: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended, and is among those that its parent had
        return 0
    return sum(map(int, fields[first:last]))


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(words: list[str]) -> None:
    """`[units]` measures; `fill units` fills the database of ZHUISU_HOME."""
    match words:
        case ["fill", units]:
            with _boot().migrated_database():
                _fill(int(units))
        case [units]:
            measure(Console(width=120), int(units))
        case _:
            measure(Console(width=120))


if __name__ == "__main__":
    main(sys.argv[1:])
