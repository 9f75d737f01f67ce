"""Registry: what rules ask the register of parties, products, places and papers, and what it answers."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

import msgspec


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A licence, certificate or permit.

    `key` is its number as a canonical key, `holder` the key of a party or person; without `scope` it covers
    everything; without `places` every place. `quantity` is what it allows, in the unit `uom`.
    """

    key: str
    kind: str
    holder: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    scope: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    state: str = "valid"
    quantity: float | None = None
    uom: str | None = None
    attributes: Mapping[str, str | float] = {}

    def holds_at(self, moment: datetime) -> bool:
        """Whether it is in state valid and within its dates."""
        is_early = self.valid_from is not None and moment < self.valid_from
        is_late = self.valid_to is not None and moment > self.valid_to
        return self.state == "valid" and not is_early and not is_late


class Zone(msgspec.Struct, frozen=True, kw_only=True):
    """A circle on the map, in degrees (WGS 84) and kilometres, while it counts."""

    name: str
    latitude: float
    longitude: float
    radius_km: float
    valid_from: datetime | None = None
    valid_to: datetime | None = None

    def counts_at(self, moment: datetime) -> bool:
        return (self.valid_from is None or moment >= self.valid_from) and (
            self.valid_to is None or moment <= self.valid_to
        )


class Registry(Protocol):
    """The register. None always means: the register does not know, so that nothing can be judged.

    Keys are canonical. What it answers may depend on nothing but its arguments while one evaluation runs.
    """

    def variety(self, key: str) -> str | None:
        """The variety (id of a profile) of a product, batch, item or asset. What is in a container is looked up."""

    def attributes(self, key: str) -> Mapping[str, str | float] | None:
        """What master data says of a product, thing, party, person or place, by name."""

    def papers_of(self, holder: str, kinds: Collection[str]) -> Sequence[Paper] | None:
        """All papers of these kinds of a party or person, valid or not; none: it has none."""

    def paper(self, key: str) -> Paper | None:
        """The paper of that number."""

    def party_at(self, place: str) -> str | None:
        """Who runs a place."""

    def position(self, place: str) -> tuple[float, float] | None:
        """Latitude and longitude of a place, in degrees."""

    def zones(self, kind: str) -> Sequence[Zone] | None:
        """The zones of a kind."""

    def listed(self, name: str, at: datetime, /) -> frozenset[str] | None:
        """What a named list, such as the banned pesticides, names at that time."""
