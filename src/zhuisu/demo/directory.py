"""Directory: the fixed cast of the city, read from its TOML files once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from zhuisu.core.findings import Text
from zhuisu.demo.model import GS1, Party, Place, Product

FOLDER = files("zhuisu.demo") / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file of that name in the data folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def party(slug: str) -> Party:
    row = table("parties")[slug]
    uri = f"urn:zhuisu:uscc:{row['uscc']}" if "uscc" in row else f"{GS1}/417/{row['pgln']}"
    return Party(uri, Text(row["zh"], row["en"]), row.get("uscc", ""), row.get("region", ""), row.get("licences", {}))


@cache
def place(slug: str) -> Place:
    row = table("places")[slug]
    runner = party(row["party"])
    return Place(f"{GS1}/414/{row['gln']}", Text(row["zh"], row["en"]), runner.region, Text(**row["address"]), runner)


@cache
def product(slug: str) -> Product:
    row = table("products")[slug]
    return Product(f"{GS1}/01/{row['gtin']}", Text(row["zh"], row["en"]), _flat(row.get("facts", {})))


def on_the_road(latitude: float, longitude: float, name: Text, carrier: Party) -> Place:
    """A place without a GLN that a vehicle passes; its identifier is a geo URI (RFC 5870)."""
    return Place(f"geo:{latitude:.4f},{longitude:.4f}", name, "", Text("", ""), carrier)


def _flat(facts: dict[str, Any]) -> dict[str, str]:
    """A fact in two languages becomes two, `variety@zh` and `variety@en`."""
    flat: dict[str, str] = {}
    for name, value in facts.items():
        flat |= (
            {name: value} if isinstance(value, str) else {f"{name}@{tongue}": said for tongue, said in value.items()}
        )
    return flat
