"""Model: the parties, places, products and papers that the chains speak of, and what the city hands out."""

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from zhuisu.core.findings import Text

Json = dict[str, Any]
Amount = dict[str, Any]
Thing = str | Amount

GS1 = "https://id.gs1.org"


class Party(msgspec.Struct, frozen=True):
    """An enterprise, a cooperative, an institution. `id` is a URI; `licences` is kind → number."""

    id: str
    name: Text
    uscc: str = ""
    region: str = ""
    licences: dict[str, str] = {}


class Place(msgspec.Struct, frozen=True):
    """A place with a GLN and the party that runs it, or a point on a road with the carrier that passes it."""

    id: str
    name: Text
    region: str
    address: Text
    party: Party

    @property
    def is_moving(self) -> bool:
        return self.id.startswith("geo:")


class Known(msgspec.Struct, frozen=True):
    """A single thing that master data names: a lift, a cylinder."""

    id: str
    name: Text
    facts: dict[str, str] = {}


class Product(Known, frozen=True):
    """A product class. `id` is the URI of the class, `facts` what master data says beyond its name."""

    def lot(self, number: str) -> "Lot":
        return Lot(f"{self.id}/10/{number}", number, self)

    def item(self, serial: str) -> str:
        return f"{self.id}/21/{serial}"

    def amount(self, quantity: float, uom: str = "") -> Amount:
        return amount(self.id, quantity, uom)


class Lot(msgspec.Struct, frozen=True):
    """A batch of a product. `id` is its URI."""

    id: str
    number: str
    product: Product

    def item(self, serial: str) -> str:
        """An item of this lot; its Digital Link states the lot."""
        return f"{self.id}/21/{serial}"

    def kg(self, quantity: float) -> Amount:
        return amount(self.id, quantity, "KGM")

    def pieces(self, quantity: int) -> Amount:
        return amount(self.id, quantity, "")


def amount(uri: str, quantity: float, uom: str) -> Amount:
    """So much of a class or batch; no unit (UN/CEFACT Recommendation 20) means pieces."""
    return {"epcClass": uri, "quantity": quantity, "uom": uom} if uom else {"epcClass": uri, "quantity": quantity}


class Registered(NamedTuple):
    """An entry of the registry: its kind, and its members as the API takes them."""

    kind: str
    members: Json


class DemoDocument(msgspec.Struct, frozen=True):
    """One EPCIS document as an enterprise would send it. `events` counts those in it; a late one mends a story.
    `recorded`: when each of them, in their order, would have been recorded."""

    name: str
    chain: str
    body: bytes
    events: int
    recorded: tuple[datetime, ...]
    is_late: bool = False


class Showcase(msgspec.Struct, frozen=True):
    """A code to try.

    `key_or_code` is what a label says, `key` its canonical key, `flaw` what is wrong on purpose, `slug` its name in
    showcases.toml; `category` is one of produce, food, drugs, inputs, equipment, hazmat.
    """

    slug: str
    key_or_code: str
    key: str
    scheme: str
    title: Text
    story: Text
    flaw: Text | None
    category: str
