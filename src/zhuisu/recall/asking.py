"""Asking: what an inquiry is about, in the words of who asks, and the things that this means."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from zhuisu.access.parties import NotAPartyError, party_key
from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.lineage import Direction
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.identity import microseconds
from zhuisu.ledger.queries import load
from zhuisu.ledger.search_places import TooComplexError
from zhuisu.ledger.seeds import SlowError
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.registry.entries import PLAIN
from zhuisu.tracing.dossier import focus_of
from zhuisu.tracing.scope import Question
from zhuisu.tracing.seeds import Found, TooManyError, Window, of_place, of_product, of_supplier

MOST_CODES: Final = 1_000
"""So many codes, or complaints, one inquiry may name."""

Code = Annotated[str, Meta(min_length=1, max_length=500, pattern=PLAIN)]
Text = Annotated[str, Meta(max_length=500, pattern=PLAIN)]
Moment = datetime
"""With an offset; that it has none is answered with a sentence (`_wrong`)."""
MOST_NOTES: Final = 20
"""So many things that nobody recorded are named."""

_SHOWN: Final = 60
_SQL: Final = load("asking", Path(__file__).parent / "sql")


class Purpose(StrEnum):
    """What an inquiry is for: a scope, what complaints have in common, or a drill."""

    SCOPE = "scope"
    COMMON = "common"
    DRILL = "drill"


class Asked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is asked, in any notation. All that is named counts together.

    `codes`: batches, items, containers, places' goods. `supplier`: what this party made or sent; `place`: what was at
    this place; both from `since` on and before `until`, and of `product` alone where it is named. `product` by itself:
    all of it that events named then. `complaints`: things that somebody complained of. `at`: things are affected from
    then on (backward: up to then); where a place and `since` are named, from then.
    """

    codes: Annotated[tuple[Code, ...], Meta(max_length=MOST_CODES)] = ()
    supplier: Text = ""
    place: Text = ""
    product: Text = ""
    since: Moment | None = None
    until: Moment | None = None
    at: Moment | None = None
    complaints: Annotated[tuple[Code, ...], Meta(max_length=MOST_CODES)] = ()
    direction: Direction = Direction.FORWARD


class Seeds(msgspec.Struct, frozen=True):
    """The things that are meant, each once. `at` is T in UTC microseconds, None for all time. `findings` are notes."""

    keys: tuple[str, ...]
    at: int | None = None
    findings: tuple[Finding, ...] = ()


def keys_of(asked: Asked) -> tuple[str, ...] | Refusal:
    """The things that are meant, as canonical keys."""
    seeds = meant(asked)
    return seeds if isinstance(seeds, Refusal) else seeds.keys


def question_of(asked: Asked) -> Question | Refusal:
    """The question to `zhuisu.tracing.scope`: all that is meant, together."""
    seeds = meant(asked)
    return seeds if isinstance(seeds, Refusal) else Question.of(seeds.keys, asked.direction, seeds.at)


def meant(asked: Asked) -> Seeds | Refusal:
    """The things that are meant, or everything that is wrong with what was asked."""
    try:
        return _meant(asked)
    except TooManyError as fault:
        return _refused(f"asking.too_many_{fault.what}", "$.since", limit=fault.limit)
    except (SlowError, TooComplexError):
        return _refused("asking.too_slow", "$.since")


def _meant(asked: Asked) -> Seeds | Refusal:
    wrong = list(_wrong(asked))
    keys, unread = _keys("codes", asked.codes)
    complained, unread_complaints = _keys("complaints", asked.complaints)
    wrong += (*unread, *unread_complaints)
    party = _party(asked.supplier, wrong)
    place = _single("place", asked.place, wrong)
    product = _single("product", asked.product, wrong)
    if wrong:
        return Refusal(Why.INVALID, tuple(wrong))
    window, notes = Window(asked.since, asked.until), []
    found: list[Found] = []
    if party:
        found.append(of_supplier(party, window, product))
    if place:
        found.append(of_place(place, window, product))
    if product and not (party or place):
        found.append(of_product(product, window))
    named = dict.fromkeys((*keys, *complained, *(key for each in found for key in each.keys)))
    if not named:
        return _refused("asking.nothing", "$")
    notes += _unrecorded(dict.fromkeys((*keys, *complained)))
    if any(each.is_cut for each in found):
        notes.append(Finding("asking.stock_cut", Severity.WARNING, "$.place"))
    if place and any(level_of_key(key) is Level.BATCH for key in named):
        notes.append(Finding("asking.whole_batches", Severity.NOTE, "$.place"))
    return Seeds(tuple(named), _at(asked, place), tuple(notes))


def _wrong(asked: Asked) -> Iterator[Finding]:
    if asked.direction is Direction.BOTH:
        yield _finding("asking.one_direction", "$.direction")
    if not any((asked.codes, asked.supplier, asked.place, asked.product, asked.complaints)):
        yield _finding("asking.empty", "$")
    naive = [name for name in ("since", "until", "at") if _is_naive(getattr(asked, name))]
    for name in naive:
        yield _finding("asking.no_offset", f"$.{name}", given=getattr(asked, name).isoformat())
    if not naive and asked.since is not None and asked.until is not None and asked.since >= asked.until:
        yield _finding("asking.no_time", "$.until", since=asked.since.isoformat(), until=asked.until.isoformat())


def _is_naive(moment: datetime | None) -> bool:
    return moment is not None and moment.tzinfo is None


def _unrecorded(keys: Iterable[str]) -> list[Finding]:
    """The first things of which the ledger knows nothing, each."""
    with ledger_cursor() as cursor:
        rows = cursor.execute(_SQL["unrecorded"], {"keys": list(keys), "most": MOST_NOTES}).fetchall()
    return [Finding("asking.unrecorded", Severity.WARNING, "$.codes", {"key": key}) for (key,) in rows]


def _keys(name: str, codes: tuple[str, ...]) -> tuple[list[str], list[Finding]]:
    keys, findings = [], []
    for number, code in enumerate(codes):
        key = focus_of(code)
        if key is None:
            findings.append(_finding("asking.unread", f"$.{name}[{number}]", given=code[:_SHOWN]))
        else:
            keys.append(key)
    return keys, findings


def _single(name: str, code: str, wrong: list[Finding]) -> str | None:
    if not code.strip():
        return None
    key = focus_of(code)
    if key is None:
        wrong.append(_finding("asking.unread", f"$.{name}", given=code[:_SHOWN]))
    return key


def _party(code: str, wrong: list[Finding]) -> str | None:
    if not code.strip():
        return None
    try:
        return party_key(code)
    except NotAPartyError:
        wrong.append(_finding("asking.no_party", "$.supplier", given=code[:_SHOWN]))
        return None


def _at(asked: Asked, place: str | None) -> int | None:
    at = asked.at or (asked.since if place and not (asked.codes or asked.supplier or asked.complaints) else None)
    return None if at is None else microseconds(at)


def _finding(code: str, path: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, path, facts)


def _refused(code: str, path: str, **facts: str | int) -> Refusal:
    return Refusal(Why.INVALID, (_finding(code, path, **facts),))
