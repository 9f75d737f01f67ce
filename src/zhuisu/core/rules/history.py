"""History: the events that a rule may need to judge one subject, as the ledger has to answer them."""

from collections.abc import Collection, Sequence
from typing import Protocol

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.lineage import Source, TracedEvent
from zhuisu.core.rules.reach import Reach
from zhuisu.core.rules.record import Record


class History(Protocol):
    """The past and future of things, by key. Records are in the order of time, each once; errors declared are out."""

    def own(self, key: str) -> Sequence[Record]:
        """What happened to the thing itself, in containers too, and how it was made; not what its inputs went
        through (`zhuisu.core.rules.walks.Own`). Of a logistic unit also what ever was in it went through: by the end
        of time it is empty."""

    def ancestry(self, key: str) -> Sequence[Record]:
        """The whole of lineage backward: its own, and that of all that it was made from."""

    def family(self, key: str) -> Sequence[Record]:
        """What happened to the thing, to its items where it is a batch, and to all that these were ever in: needed
        where the amount of a batch counts."""

    def touching(self, keys: Collection[str]) -> Sequence[Record]:
        """The events that name one of these things."""

    def reach(self, records: Collection[Record]) -> Reach:
        """How far new, late or corrected events reach (`zhuisu.core.rules.reach`)."""

    def sharing(self, path: str, value: str) -> Sequence[Record]:
        """The records in which a path has a value: of one permit, one person, one place. At least those whom a rule
        that shares by the path looks at."""

    def with_id(self, record_id: str) -> Sequence[Record]:
        """The record of that id; none where it was declared in error or is not there."""

    def making(self, transformation: str) -> Sequence[Record]:
        """The records that share a transformationID, by its key `transformation:<id>`."""

    def was_cut(self, key: str) -> bool:
        """Whether a limit cut what was answered about a subject, so that it may have been judged wrong."""


class NoClasses:
    """A source that knows nothing of classes: nobody follows a product through all that was ever made of it."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def touching(
        self,
        keys: Collection[str],
        *,
        members_of: Collection[str] = (),
        most: int,
        after: int | None = None,
        before: int | None = None,
    ) -> Sequence[TracedEvent]:
        """See `zhuisu.core.lineage.Source`."""
        asked = [key for key in keys if level_of_key(key) is not Level.CLASS]
        return self._source.touching(asked, members_of=members_of, most=most, after=after, before=before)
