"""Exporting: entries as the rows of a spreadsheet, heads first, that an import takes as they are."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from zhuisu.core.findings import Language
from zhuisu.registry.kinds import Kind
from zhuisu.registry.listing import entries
from zhuisu.registry.sheets.cells import fields_of, row_of
from zhuisu.registry.states import State
from zhuisu.registry.words import title_of

_PIECE: Final = 500


def export_rows(kind: Kind, filters: Mapping[str, str], language: Language) -> Iterator[Sequence[str]]:
    """The heads, and a row for each entry that meets every filter. Merged entries are left out."""
    yield [title_of(field).into(language) for field in fields_of(kind)]
    after = 0
    while found := entries(kind, filters, after=after, limit=_PIECE):
        yield from (row_of(kind, held.entry, language) for held in found if held.state is not State.MERGED)
        after = found[-1].id
