"""Source: where a walk gets its events from, one set-based question a hop."""

from collections.abc import Collection, Sequence
from typing import Protocol

from zhuisu.core.lineage.facts import TracedEvent


class Source(Protocol):
    """The ledger as lineage asks it.

    Events declared in error, and the declarations themselves, are left out (design §5). Both the keys of things and
    of transformations (`transformation:<id>`, `Role.TRANSFORMATION`) are asked for in the same way.
    """

    def touching(
        self,
        keys: Collection[str],
        *,
        members_of: Collection[str] = (),
        most: int,
        after: int | None = None,
        before: int | None = None,
    ) -> Sequence[TracedEvent]:
        """The events in which one of `keys` has any role other than `Role.MEMBER_OF`, and those in which one of the
        batches `members_of` has that role; each event once, in any order.

        The split matters: who scans one tin of a batch wants the batch's making, not its 100,000 other tins.
        `most` bounds what one key may bring: of a key with more events than that, the first `most` + 1 by (time, id)
        are enough, and tell the walk that there are more. `after` (included) and `before` (excluded) are UTC
        microseconds; a walk gives them only where a key has too many events to be read whole. A source may answer
        more than was asked: the walk keeps what it needs.
        """
        ...
