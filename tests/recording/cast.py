"""The cast of recording's tests: a grower, the stall that it sells to, what they handle, and their forms."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.ledger import sequencer
from zhuisu.recording import keeping
from zhuisu.recording.filled import Filled, Good, GoodsRole
from zhuisu.recording.refusing import Refusal
from zhuisu.recording.saving import Saved, save
from zhuisu.registry.seeding import seed

GROWER: Final = "uscc:93450721MA5685666W"
STALL: Final = "uscc:91450702MA5N1X2K93"
FIELD: Final = "414/6901234000016"
STAND: Final = "414/6901234000023"
GREENS: Final = "01/06901234567892"
SEEDS: Final = "01/06901234567908"
BATCH: Final = f"{GREENS}/10/L20260601"
SCOPES: Final = frozenset({Scope.CAPTURE, Scope.READ})

AT_FARM: Final = Actor(name="farm", kind=ActorKind.ENTERPRISE, party=GROWER, scopes=SCOPES)
AT_STALL: Final = Actor(name="stall", kind=ActorKind.ENTERPRISE, party=STALL, scopes=SCOPES)
READER: Final = Actor(name="reader", kind=ActorKind.ENTERPRISE, party=GROWER, scopes=frozenset({Scope.READ}))


def register() -> None:
    """Both parties with their roles and places, choy sum and its seeds."""
    seed(
        [
            ("party", {"key": GROWER, "kind": "cooperative", "name": "灵山菜农合作社", "region": "450721",
                       "roles": [{"role": "grower", "category": "produce"}]}),
            ("party", {"key": STALL, "kind": "stall", "name": "东门市场3号摊", "region": "450702",
                       "roles": [{"role": "wholesaler", "category": "produce"}, {"role": "retailer"}]}),
            ("place", {"key": FIELD, "kind": "plot", "name": "3号地", "party": GROWER, "region": "450721"}),
            ("place", {"key": STAND, "kind": "stall", "name": "3号摊", "party": STALL, "region": "450702"}),
            ("product", {"key": GREENS, "name": "菜心", "nameEn": "choy sum", "variety": "vegetable",
                         "category": "produce", "party": GROWER, "unit": "KGM"}),
            ("product", {"key": SEEDS, "name": "菜心种子", "variety": "seed", "category": "inputs"}),
        ],
        actor="inspector",
    )  # fmt: skip


def ago(**delta: float) -> datetime:
    return datetime.now(UTC) - timedelta(**delta)


def harvest(kg: float = 120, *, draft: UUID | None = None, lot: str = "L20260601", **more: Any) -> Filled:
    """Choy sum of the third plot, cut two hours ago."""
    told: dict[str, Any] = {
        "draft": draft or uuid4(),
        "variety": "vegetable",
        "stage": "harvest",
        "event_time": ago(hours=2),
        "values": {
            "cbvmda:lotNumber": lot,
            "zhuisu:harvestDate": f"{ago(hours=2):%Y-%m-%d}",
            "zhuisu:origin": "灵山县",
            "transformationID": "3号地2026春",
        },
        "goods": {GoodsRole.OUTPUTS: (Good(code=GREENS, quantity=kg, unit="KGM"),)},
    }
    return Filled(**{**told, **more})


def sale(kg: float = 100, *, draft: UUID | None = None, **more: Any) -> Filled:
    """Sold to the stall an hour ago."""
    told: dict[str, Any] = {
        "draft": draft or uuid4(),
        "variety": "vegetable",
        "stage": "sell",
        "event_time": ago(hours=1),
        "values": {
            "destination.owning_party": STALL,
            "transaction.desadv": "F-001",
            "zhuisu:plate": "桂N12345",
        },
        "goods": {GoodsRole.THINGS: (Good(code=BATCH, quantity=kg, unit="KGM"),)},
    }
    return Filled(**{**told, **more})


def saved(actor: Actor, filled: Filled) -> Saved:
    """Recorded, and followed by who keeps the stock."""
    found = save(actor=actor, filled=filled)
    assert isinstance(found, Saved), found
    follow()
    return found


def refused(found: object) -> list[tuple[str, str]]:
    """The codes and paths for which something was refused."""
    assert isinstance(found, Refusal), found
    return [(each.code, each.path) for each in found.findings]


def follow() -> None:
    """The journal is numbered, and what is on hand follows it."""
    sequencer.run_once()
    keeping.catch_up()
