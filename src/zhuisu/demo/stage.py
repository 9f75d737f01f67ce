"""Stage: what every chain needs to be told: the clock, the numbers, the neighbours, and a place to show things."""

from datetime import datetime
from hashlib import sha256
from random import Random

from zhuisu.core.findings import Text
from zhuisu.demo.model import Showcase
from zhuisu.demo.neighbours import Neighbours
from zhuisu.demo.numbers import Numbers
from zhuisu.demo.story import Story


class Stage:
    """One city being told. The same seed and now make the same city."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.now = now
        self.numbers = Numbers()
        self.neighbours = Neighbours(seed)
        self.showcases: list[Showcase] = []
        self._root = f"{seed}/{now.isoformat()}"

    def story(self, chain: str) -> Story:
        """A new story of that chain, with its own randomness and its own event ids."""
        root = f"{self._root}/{chain}/{self.numbers.next(chain)}"
        digest = sha256(root.encode()).hexdigest()
        prefix = f"urn:uuid:{digest[:8]}-{digest[8:12]}-8{digest[12:15]}-8{digest[15:18]}-"
        return Story(chain, Random(root), prefix)  # noqa: S311  (a simulation, no secret)

    def show(
        self, code: str, key: str, scheme: str, category: str, title: Text, story: Text, flaw: Text | None = None
    ) -> None:
        """Put a code on the list of those to try."""
        self.showcases.append(Showcase(code, key, scheme, title, story, flaw, category))
