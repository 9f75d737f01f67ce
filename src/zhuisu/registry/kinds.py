"""Kind: the kinds of entries, each with its table, the levels of its keys and the fields that refer to others."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from zhuisu.core.codes import Level
from zhuisu.core.findings import Text
from zhuisu.registry import entries, models
from zhuisu.registry.entries import Entry


class Kind(NamedTuple):
    """`levels` are those of the keys that may name it; `refers` maps fields to the kind that they refer to; what is
    `personal` is masked for others, and in the history."""

    name: str
    plural: str
    title: Text
    entry: type[Entry]
    table: type[models.Record]
    levels: frozenset[Level]
    refers: Mapping[str, str] = {}
    personal: frozenset[str] = frozenset()


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("party", "parties", Text("主体", "party"), entries.Party, models.Party,
             frozenset({Level.PARTY, Level.PLACE}), {}, frozenset({"contact", "phone", "email"})),
        Kind("person", "people", Text("人员", "person"), entries.Person, models.Person,
             frozenset(), {"party": "party"}, frozenset({"name", "phone", "identity", "masked", "note"})),
        Kind("place", "places", Text("地点", "place"), entries.Place, models.Place,
             frozenset({Level.PLACE}), {"party": "party", "parent": "place"}),
        Kind("product", "products", Text("产品", "product"), entries.Product, models.Product,
             frozenset({Level.CLASS}), {"party": "party"}),
        Kind("asset", "assets", Text("资产", "asset"), entries.Asset, models.Asset,
             frozenset({Level.ASSET, Level.ITEM}), {"party": "party", "place": "place"}),
        Kind("licence", "licences", Text("许可、资质", "licence"), entries.Licence, models.Licence,
             frozenset({Level.TRANSACTION, Level.ASSET, Level.CLASS, Level.PARTY, Level.PLACE})),
        Kind("relation", "relations", Text("代办关系", "relation"), entries.Relation, models.Relation,
             frozenset(), {"party": "party", "other": "party"}),
        Kind("zone", "zones", Text("区域", "zone"), entries.Zone, models.Zone, frozenset()),
        Kind("listing", "listings", Text("名录条目", "entry of a list"), entries.Listing, models.Listing,
             frozenset()),
    )
}  # fmt: skip

PLURALS: Final[Mapping[str, Kind]] = {kind.plural: kind for kind in KINDS.values()}
