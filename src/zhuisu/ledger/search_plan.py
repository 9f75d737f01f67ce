"""Plan: the filters of a query as what the ledger can look for. The one place that makes SQL of filters."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

from psycopg import sql

from zhuisu.core.epcis.query import filters as f
from zhuisu.core.epcis.query.described import DESCRIBED
from zhuisu.core.epcis.query.model import Query
from zhuisu.core.epcis.query.narrowing import implied, needles
from zhuisu.core.lineage.facts import Action, EventType, Role
from zhuisu.ledger.database import LedgerCursor, ask
from zhuisu.ledger.identity import identity_digest, lowest_id, microseconds
from zhuisu.ledger.queries import load
from zhuisu.ledger.search_places import described_by, held_values, places_within
from zhuisu.ledger.sight import Sight

_SQL = load("search")

ROLES: Mapping[f.Field, Role] = {
    f.Field.EPC_LIST: Role.ITEM,
    f.Field.CHILD_EPCS: Role.CHILD,
    f.Field.PARENT_ID: Role.PARENT,
    f.Field.INPUT_EPC_LIST: Role.INPUT,
    f.Field.OUTPUT_EPC_LIST: Role.OUTPUT,
    f.Field.QUANTITY_LIST: Role.AMOUNT,
    f.Field.CHILD_QUANTITY_LIST: Role.CHILD_AMOUNT,
    f.Field.INPUT_QUANTITY_LIST: Role.INPUT_AMOUNT,
    f.Field.OUTPUT_QUANTITY_LIST: Role.OUTPUT_AMOUNT,
    f.Field.BIZ_TRANSACTION: Role.BIZ_TRANSACTION,
    f.Field.SOURCE: Role.SOURCE,
    f.Field.DESTINATION: Role.DESTINATION,
    f.Field.DEVICE_ID: Role.DEVICE,
    f.Field.TRANSFORMATION_ID: Role.TRANSFORMATION,
}
COLUMNS: Mapping[f.Column, str] = {
    f.Column.TYPE: "type",
    f.Column.ACTION: "action",
    f.Column.BIZ_STEP: "biz_step",
    f.Column.DISPOSITION: "disposition",
    f.Column.READ_POINT: "read_point",
    f.Column.BIZ_LOCATION: "biz_location",
}
_NUMBERS: Mapping[f.Column, Mapping[str, int]] = {
    f.Column.TYPE: {f"{kind.name.capitalize()}Event": int(kind) for kind in EventType},
    f.Column.ACTION: {action.name: int(action) for action in Action if action is not Action.NONE},
}
_CLOCKS: Mapping[f.Clock, str] = {f.Clock.EVENT_TIME: "event_time", f.Clock.RECORD_TIME: "record_time"}
_COMPARES: Mapping[f.Relation, LiteralString] = {f.Relation.GE: ">=", f.Relation.LT: "<"}
_ESCAPE = b"\\u00"
_HIGHEST = "\U0010ffff"
LOWEST_ID, HIGHEST_ID = UUID(int=0), UUID(int=(1 << 128) - 1)


class Things(NamedTuple):
    """Keys, one of which an event touches in one of these roles (None: any)."""

    keys: tuple[str, ...]
    roles: tuple[int, ...] | None


class Concerned(NamedTuple):
    """Scope keys, one of which an event has, and keys, one of which an event touches: either will do."""

    scopes: tuple[str, ...]
    keys: tuple[str, ...]


class Values(NamedTuple):
    """Values, one of which an indexed column of an event holds."""

    column: str
    values: tuple[str, ...]


class Ranges(NamedTuple):
    """Ranges of keys (lows inclusive, highs exclusive), one of which holds a thing that an event touches."""

    lows: tuple[str, ...]
    highs: tuple[str, ...]
    roles: tuple[int, ...]


class Declarations(NamedTuple):
    """The events that are error declarations."""

    name: str = "declared_in_error"


Clue = Things | Concerned | Values | Ranges | Declarations
"""What leads to the events that can match, by an index."""


class Condition(NamedTuple):
    """A condition on a row of `event`, and its parameters. All that `clue` leads to satisfies it."""

    text: sql.Composable
    parameters: Mapping[str, Any]
    clue: Clue | None = None


class Plan(NamedTuple):
    """A query, resolved.

    An event matches that is in `ids` (None: any), lies between the bounds, satisfies the conditions, touches one of
    each `things` (or is of its scope keys) and satisfies the content filters. Each clue leads to all events that match,
    and to others.
    """

    low: UUID
    high: UUID
    ids: frozenset[UUID] | None
    conditions: tuple[Condition, ...]
    things: tuple[Things | Concerned, ...]
    content: tuple[f.ContentFilter, ...]
    clues: tuple[Clue, ...]
    recorded: tuple[f.When, ...]


def plan(cursor: LedgerCursor, query: Query, sight: Sight) -> Plan:
    """The plan of a query for who sees so much. Raises TooComplexError."""
    filters = [_resolved(cursor, each, sight) for each in query.filters]
    content = tuple(each for each in filters if isinstance(each, f.ContentFilter))
    columns = [each for each in filters if not isinstance(each, f.ContentFilter)]
    seen = _seen(sight)
    things = (*seen, *(_things(each) for each in columns if isinstance(each, f.Naming)))
    clues = [_clue(each) for each in (*columns, *(each for hint in content for each in implied(hint)))]
    clues += [_ranges(each) for each in content if isinstance(each, f.Matching)]
    low, high = _bounds(each for each in columns if isinstance(each, f.When))
    return Plan(
        low=low,
        high=high,
        ids=_ids(cursor, [each for each in columns if isinstance(each, f.EventIds)]),
        conditions=(*_conditions(columns), *_needles(content)),
        things=things,
        content=content,
        clues=(*seen, *dict.fromkeys(clue for clue in clues if clue is not None)),
        recorded=tuple(each for each in columns if isinstance(each, f.When) and each.clock is f.Clock.RECORD_TIME),
    )


def _seen(sight: Sight) -> tuple[Things | Concerned, ...]:
    if sight.things is None:
        return ()
    keys = tuple(sorted(sight.things))
    return (Concerned(tuple(sorted(sight.scopes)), keys) if sight.scopes else Things(keys, None),)


def _resolved(cursor: LedgerCursor, wanted: f.AnyFilter, sight: Sight) -> f.AnyFilter:
    """Filters about master data, as filters about what it describes, so far as it is known to who asks."""
    match wanted:
        case f.Inside(column=column, keys=keys):
            return f.OneOf(column, places_within(cursor, keys, sight))
        case f.HasAttribute(field=field, names=names):
            return _describing(field, described_by(cursor, names, None, sight))
        case f.AttributeIs(field=field, names=names, values=values):
            return _describing(field, described_by(cursor, names, values, sight))
    return wanted


def _describing(field: str, keys: tuple[str, ...]) -> f.AnyFilter:
    match DESCRIBED.get(field):
        case f.Column() as column:
            return f.OneOf(column, held_values(keys, column))
        case tuple() as fields:
            return f.Naming(fields, keys)
    return f.ExtensionIs(f.Part.EVENT, f.Depth.TOP, field, held_values(keys, None))


def _things(wanted: f.Naming) -> Things:
    prefix = "transformation:" if wanted.fields == (f.Field.TRANSFORMATION_ID,) else ""
    keys = tuple(prefix + key for key in wanted.keys)
    return Things(keys, tuple(int(ROLES[field]) for field in wanted.fields))


def _clue(wanted: f.AnyFilter) -> Clue | None:
    match wanted:
        case f.Naming():
            return _things(wanted)
        case f.Declaring():
            return Declarations()
        case f.OneOf(column=column, values=values) if column not in _NUMBERS:
            return Values(COLUMNS[column], tuple(dict.fromkeys(values)))
    return None


def _ranges(wanted: f.Matching) -> Ranges:
    starts = [start for pattern in wanted.patterns for start in pattern.starts]
    return Ranges(
        lows=(*wanted.keys, *starts),
        highs=(*(key + "\x01" for key in wanted.keys), *(start + _HIGHEST for start in starts)),
        roles=tuple(int(ROLES[field]) for field in wanted.fields),
    )


def _bounds(times: Iterable[f.When]) -> tuple[UUID, UUID]:
    """The ids of the events of these times, and of some beside them: ids know milliseconds only."""
    low, high = LOWEST_ID, HIGHEST_ID
    for each in times:
        if each.clock is f.Clock.RECORD_TIME:
            continue
        if each.relation is f.Relation.GE:
            low = max(low, lowest_id(microseconds(each.at)))
        else:
            high = min(high, lowest_id(microseconds(each.at) + 1000))
    return low, high


def _ids(cursor: LedgerCursor, wanted: Sequence[f.EventIds]) -> frozenset[UUID] | None:
    found: frozenset[UUID] | None = None
    for each in wanted:
        digests = [UUID(bytes=identity_digest(event_id, None)[:16]) for event_id in each.ids]
        rows = ask(cursor, _SQL["ids_of_events"], {"digests": digests, "event_ids": list(each.ids)})
        ids = frozenset(id_ for (id_,) in rows)
        found = ids if found is None else found & ids
    return found


def _conditions(wanted: Sequence[f.AnyFilter]) -> list[Condition]:
    return [condition for n, each in enumerate(wanted) if (condition := _condition(each, f"p{n}")) is not None]


def _condition(wanted: f.AnyFilter, name: str) -> Condition | None:
    match wanted:
        case f.OneOf(column=column, values=values):
            numbers = _NUMBERS.get(column)
            if numbers is None:
                words = _on("event.{column} = ANY({value}::text[])", COLUMNS[column], name, list(values))
                return words._replace(clue=_clue(wanted))
            held = [numbers[each] for each in values if each in numbers]
            return _on("event.{column} = ANY({value}::smallint[])", COLUMNS[column], name, held)
        case f.When(clock=clock, relation=relation, at=at):
            compares = _COMPARES[relation]
            return _on("event.{column} " + compares + " {value}::timestamptz", _CLOCKS[clock], name, at)
        case f.Declaring():
            return Condition(sql.SQL(_SQL["is_declaration"]), {}, Declarations())
    return None


def _on(text: LiteralString, column: str, name: str, value: Any) -> Condition:
    composed = sql.SQL(text).format(column=sql.Identifier(column), value=sql.Placeholder(name))
    return Condition(composed, {name: value})


def _needles(content: Sequence[f.ContentFilter]) -> list[Condition]:
    """The body holds the bytes that the filters need, unless it writes letters in another way."""
    wanted = {f"needle{number}": needle for number, needle in enumerate(needles(content))}
    if not wanted:
        return []
    holds = sql.SQL("position({}::bytea IN event.body) > 0")
    each = sql.SQL(" AND ").join(holds.format(sql.Placeholder(name)) for name in wanted)
    text = sql.SQL("({escaped} OR ({each}))").format(escaped=holds.format(sql.Placeholder("escape")), each=each)
    return [Condition(text, {**wanted, "escape": _ESCAPE})]
