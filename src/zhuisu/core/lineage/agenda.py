"""Agenda: what a walk still has to do, and what each step must have read first."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from zhuisu.core.lineage.shelf import Shelf

Step = Callable[[], None]
Visit = Callable[[str], None]


class Agenda:
    """Steps wait for what they need; a hop reads the needs of all that wait, and then they go on.

    First come, first served: the order depends on the events alone, so that a walk can be repeated.
    """

    def __init__(self, shelf: Shelf, keys_per_hop: int) -> None:
        self.shelf = shelf
        self._most = keys_per_hop
        self._crowds: deque[tuple[Iterator[str], Visit]] = deque()
        self._ready: deque[Step] = deque()
        self._keys: dict[str, list[Step]] = {}
        self._transformations: dict[str, list[Step]] = {}
        self._batches: dict[str, list[Step]] = {}

    def when_read(self, key: str, step: Step) -> None:
        """Once the thing's own events are known."""
        self._when(key in self.shelf.histories, self._keys, key, step)

    def when_placed(self, key: str, step: Step) -> None:
        """Once its stays are known: its own events and those of everything that it was ever in."""
        history = self.shelf.histories.get(key)
        if history is None:
            self._keys.setdefault(key, []).append(lambda: self.when_placed(key, step))
            return
        missing = [parent for parent in history.parents() if parent not in self.shelf.histories]
        for parent in missing:
            self._keys.setdefault(parent, [])
        if missing:  # the last is read last, however the crowd is portioned
            self._keys[missing[-1]].append(lambda: self.when_placed(key, step))
        else:
            self._ready.append(step)

    def when_shared(self, transformation: str | None, step: Step) -> None:
        """Once all events of the transformation are known; an event without a transformationID stands alone."""
        known = transformation is None or transformation in self.shelf.groups
        self._when(known, self._transformations, transformation or "", step)

    def when_members(self, batch: str, step: Step) -> None:
        """Once the items that are stated to belong to the batch are known."""
        self._when(batch in self.shelf.members, self._batches, batch, step)

    def each(self, keys: Iterable[str], visit: Visit) -> None:
        """Visits the keys one after the other. A large crowd waits until the next hop has room for more of them."""
        self._crowds.append((iter(keys), visit))

    def settle(self) -> None:
        """Does all that can be done with what has been read."""
        while True:
            while self._ready:
                self._ready.popleft()()
            if not self._crowds or len(self._keys) >= self._most:
                return
            self._visit_one()

    @property
    def is_done(self) -> bool:
        return not (self._ready or self._crowds or self._keys or self._transformations or self._batches)

    def hop(self) -> None:
        """Reads what is needed, so many keys of each kind at most, in one question; then settles."""
        keys, transformations, batches = (
            list(islice(needs, self._most)) for needs in (self._keys, self._transformations, self._batches)
        )
        self.shelf.read(keys, frozenset(transformations), frozenset(batches))
        for needs, read in (
            (self._keys, keys),
            (self._transformations, transformations),
            (self._batches, batches),
        ):
            for key in read:
                self._ready.extend(needs.pop(key))
        self.settle()

    def _visit_one(self) -> None:
        keys, visit = self._crowds[0]
        key = next(keys, None)
        if key is None:
            self._crowds.popleft()
        else:
            visit(key)

    def _when(self, known: bool, needs: dict[str, list[Step]], key: str, step: Step) -> None:
        if known:
            self._ready.append(step)
        else:
            needs.setdefault(key, []).append(step)
