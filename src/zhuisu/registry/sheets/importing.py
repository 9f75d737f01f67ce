"""Importing: the rows of a spreadsheet become entries; each that cannot is told with everything that is wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Final

import msgspec
from django.db import transaction

from zhuisu.core.findings import Finding, Severity
from zhuisu.registry.checks import doubts
from zhuisu.registry.deciding import decide
from zhuisu.registry.held import Held, Refusal
from zhuisu.registry.keys import keys_in
from zhuisu.registry.kinds import Kind
from zhuisu.registry.lookup import find
from zhuisu.registry.reading import read_entry
from zhuisu.registry.sheets.cells import heads_of, members_of
from zhuisu.registry.states import Act, State
from zhuisu.registry.writing import change, get, register

MOST_HEADS: Final = 200


class Behaviour(Enum):
    """What becomes of rows where some are refused."""

    TRY = "nothing is written"
    ROLLBACK = "all rows land, or none"
    PROCEED = "the valid rows land"


class Standing(Enum):
    """How new entries stand."""

    DRAFT = "as drafts"
    APPROVED = "filed and approved"


class Outcome(Enum):
    """What became of a row."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


class Told(msgspec.Struct, frozen=True):
    """What became of the row of this number (the first row of the file is 1), and why."""

    row: int
    outcome: Outcome
    key: str
    findings: tuple[Finding, ...]


class HeadsError(Exception):
    """The heads of the columns cannot be used: these findings say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = findings


class _UndoneError(Exception):
    """Ends the transaction without a trace."""


def import_rows(
    kind: Kind,
    rows: Iterable[Sequence[str]],
    *,
    actor: str,
    behaviour: Behaviour = Behaviour.ROLLBACK,
    standing: Standing = Standing.DRAFT,
) -> Iterator[Told]:
    """What becomes of each row, in order; the first holds heads. An entry whose key is known is changed: cells that are
    empty change nothing. Raises HeadsError.

    The rows are one transaction unless the behaviour is to proceed; it ends when the iterator does.
    """
    if behaviour is Behaviour.PROCEED:
        yield from _each(kind, rows, actor, standing)
        return
    refused = False
    try:
        with transaction.atomic():
            for told in _each(kind, rows, actor, standing):
                refused = refused or told.outcome is Outcome.REFUSED
                yield told
            if refused or behaviour is Behaviour.TRY:
                raise _UndoneError
    except _UndoneError:
        return


def _each(kind: Kind, rows: Iterable[Sequence[str]], actor: str, standing: Standing) -> Iterator[Told]:
    numbered = enumerate(rows, 1)
    _, heads = next(numbered, (0, ()))
    columns = _columns(kind, heads)
    for number, row in numbered:
        cells = {columns[at]: text for at, text in enumerate(row) if at in columns and text}
        if cells:
            yield _one(kind, number, cells, actor, standing)


def _columns(kind: Kind, heads: Sequence[str]) -> Mapping[int, str]:
    """The field of each column, by its place."""
    known = heads_of(kind)
    found: dict[int, str] = {}
    findings = []
    for at, head in enumerate(heads[:MOST_HEADS]):
        field = known.get(head.casefold())
        if field is None and head:
            facts = {"name": head[:100], "known": ", ".join(dict.fromkeys(known.values()))}
            findings.append(Finding("registry.unknown_field", Severity.ERROR, head[:100], facts))
        elif field in found.values():
            findings.append(Finding("registry.repeated_head", Severity.ERROR, head[:100], {"name": head[:100]}))
        elif field is not None:
            found[at] = field
    if not found:
        findings.append(Finding("registry.no_heads", Severity.ERROR))
    if findings:
        raise HeadsError(*findings)
    return found


def _one(kind: Kind, number: int, cells: Mapping[str, str], actor: str, standing: Standing) -> Told:
    members = members_of(kind, cells)
    members.pop("masked", None)
    known = _known(kind, members)
    if known is not None:
        before = get(kind, known)
        written = change(kind, known, members, actor=actor, given="texts")
        outcome = Outcome.SAME if written == before else Outcome.CHANGED
    else:
        entry = read_entry(kind, members, given="texts")
        if isinstance(entry, tuple):
            return Told(number, Outcome.REFUSED, "", entry)
        written, outcome = register(kind, entry, actor=actor), Outcome.ADDED
    if isinstance(written, Refusal):
        return Told(number, Outcome.REFUSED, "", written.findings)
    if standing is Standing.APPROVED:
        _approve(kind, written, actor)
    return Told(number, outcome, written.entry.key, doubts(written.entry.key))


def _known(kind: Kind, members: Mapping[str, object]) -> str | None:
    """The key of the entry that the row is about, where it is registered."""
    row = next((row for key in keys_in(kind, members) if (row := find(kind, key)) is not None), None)
    return None if row is None else row.key


def _approve(kind: Kind, held: Held, actor: str) -> None:
    if held.state in (State.DRAFT, State.RETURNED):
        decide(kind, held.entry.key, Act.FILE, actor=actor)
    if held.state in (State.DRAFT, State.RETURNED, State.FILED):
        decide(kind, held.entry.key, Act.APPROVE, actor=actor)
