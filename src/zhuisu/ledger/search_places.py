"""Places and other things that master data describes: what lies inside what, what has which attribute."""

from collections.abc import Iterable
from typing import Any

from psycopg import sql

from zhuisu.core.codes import uri_of_key
from zhuisu.core.epcis.query.filters import Column
from zhuisu.core.epcis.query.words import short_word
from zhuisu.core.epcis.vocabulary import BIZ_STEPS, DISPOSITIONS, WordList
from zhuisu.ledger.database import LedgerCursor, ask
from zhuisu.ledger.queries import load
from zhuisu.ledger.sight import EVERYTHING, Sight

_SQL = load("search")
MOST_DESCRIBED = 10_000

_WORDS: dict[Column, WordList] = {Column.BIZ_STEP: BIZ_STEPS, Column.DISPOSITION: DISPOSITIONS}


class TooComplexError(Exception):
    """The query cannot be answered cheaply. `code` and `facts` are those of a finding that says how to narrow it."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def places_within(cursor: LedgerCursor, keys: Iterable[str], sight: Sight) -> tuple[str, ...]:
    """These places and all that lie inside them, level by level; a circle ends where it began."""
    found = dict.fromkeys(keys)
    statement, known = _known_to("places_inside", sight)
    level = list(found)
    while level:
        rows = ask(cursor, statement, {**known, "keys": level}).fetchall()
        level = [child for (child,) in rows if child not in found]
        found |= dict.fromkeys(level)
        if len(found) > MOST_DESCRIBED:
            raise TooComplexError("query.too_many_described", limit=MOST_DESCRIBED)
    return tuple(found)


def described_by(
    cursor: LedgerCursor, names: tuple[str, ...], values: tuple[str, ...] | None, sight: Sight
) -> tuple[str, ...]:
    """The keys of which an attribute of one of these names is stated, with one of these values (None: with any)."""
    statement, known = _known_to("described", sight)
    asked = {**known, "names": list(names), "most": MOST_DESCRIBED + 1}
    rows = ask(cursor, statement, asked).fetchall()
    if len(rows) > MOST_DESCRIBED:
        raise TooComplexError("query.too_many_described", limit=MOST_DESCRIBED)
    return tuple(dict.fromkeys(key for key, stated in rows if _has(stated, names, values)))


def _known_to(name: str, sight: Sight) -> tuple[sql.Composed, dict[str, Any]]:
    """A statement about the master data that somebody may know: what came in a document of which they see events.

    Filters would else tell what others stated in confidence, of places that one's own events name.
    """
    if sight == EVERYTHING:
        return sql.SQL(_SQL[name]).format(known=sql.SQL("true")), {}
    known = {"things": sorted(sight.things or ()), "scopes": sorted(sight.scopes)}
    return sql.SQL(_SQL[name]).format(known=sql.SQL(_SQL["stated_to"])), known


def _has(attributes: dict[str, Any], names: tuple[str, ...], values: tuple[str, ...] | None) -> bool:
    stated = [attributes[name] for name in names if attributes.get(name) is not None]
    if values is None:
        return bool(stated)
    return any(text in values for value in stated for text in _texts(value))


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from (str(value[name]) for name in ("@value", "#text", "@id") if name in value)
    elif isinstance(value, bool):
        yield "true" if value else "false"
    else:
        yield str(value)


def held_values(keys: Iterable[str], column: Column | None) -> tuple[str, ...]:
    """What a column, or an extension field, holds for these keys: places keep keys, words short names, fields URIs."""
    if column in (Column.READ_POINT, Column.BIZ_LOCATION):
        return tuple(keys)
    uris = (uri_of_key(key) for key in keys)
    words = _WORDS.get(column) if column is not None else None
    return tuple(uris if words is None else (short_word(words, uri) for uri in uris))
