"""The cast of the figures' tests: an orchard in Lingshan, a market in Qinnan, a trader in Nanning."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from tests.supervision.following import captured
from zhuisu.figures import following
from zhuisu.ledger.database import ledger_cursor
from zhuisu.registry.seeding import seed

CITY: Final = ZoneInfo("Asia/Shanghai")
ORCHARD, MARKET, TRADER = "uscc:93450721MA5685666W", "uscc:91450702MA5E4D698B", "uscc:91450102MA5N1X2K96"
FARM, HALL, DEPOT = "414/6901234000023", "414/6901234000030", "414/6901234000047"
GTIN: Final = "06901234000016"
PRODUCT: Final = f"01/{GTIN}"
MAY: Final = datetime(2026, 5, 20, 8, tzinfo=CITY)

REGISTRY: Final = (
    ("party", {"key": ORCHARD, "kind": "cooperative", "name": "六荔垌合作社", "region": "450721",
               "roles": [{"role": "grower", "category": "produce"}]}),
    ("party", {"key": MARKET, "kind": "enterprise", "name": "望汐坊市场", "nameEn": "Wangxifang Market",
               "region": "450702", "roles": [{"role": "market"}]}),
    ("party", {"key": TRADER, "kind": "enterprise", "name": "邕江果品公司", "region": "450102"}),
    ("place", {"key": FARM, "kind": "farm", "name": "六荔垌果园", "party": ORCHARD}),
    ("place", {"key": HALL, "kind": "market", "name": "望汐坊交易大厅", "party": MARKET}),
    ("place", {"key": DEPOT, "kind": "warehouse", "name": "邕江仓库", "party": TRADER}),
    ("product", {"key": PRODUCT, "name": "妃子笑荔枝", "variety": "fruit"}),
)  # fmt: skip


def register() -> None:
    """All of them, approved."""
    seed(REGISTRY, actor="inspector")


def harvested(number: int, at: datetime = MAY, **more: Any) -> dict[str, Any]:
    """The orchard picks a lot of 500 kg."""
    told = {
        "type": "TransformationEvent",
        "bizStep": "creating_class_instance",
        "zhuisu:stage": "harvest",
        "zhuisu:actor": _uri(ORCHARD),
        "inputEPCList": ["https://id.gs1.org/8004/6901234PLOT1"],
        "outputQuantityList": _amount(number)["quantityList"],
    }
    return _event(f"harvest-{number}", at, FARM) | told | more


def sent(number: int, at: datetime, **more: Any) -> dict[str, Any]:
    """The orchard sends it to the market."""
    told = {"action": "OBSERVE", "bizStep": "shipping"}
    return _event(f"sent-{number}", at, FARM) | told | _amount(number) | _between(ORCHARD, MARKET) | more


def received(number: int, at: datetime, source: str = TRADER, **more: Any) -> dict[str, Any]:
    """The market receives it: from the trader in Nanning, unless somebody else is named."""
    told = {"action": "OBSERVE", "bizStep": "receiving"}
    return _event(f"received-{number}", at, HALL) | told | _amount(number) | _between(source, MARKET) | more


def sold(number: int, at: datetime, **more: Any) -> dict[str, Any]:
    """The market sells it: its chain ends."""
    told = {"action": "OBSERVE", "bizStep": "retail_selling"}
    return _event(f"sold-{number}", at, HALL) | told | _amount(number) | more


def _event(name: str, at: datetime, place: str) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "eventID": f"urn:figures:{name}",
        "eventTime": at.isoformat(),
        "eventTimeZoneOffset": "+08:00",
        "bizLocation": {"id": f"https://id.gs1.org/{place}"},
    }


def _amount(number: int) -> dict[str, Any]:
    lot = f"https://id.gs1.org/01/{GTIN}/10/L{number}"
    return {"quantityList": [{"epcClass": lot, "quantity": 500, "uom": "KGM"}]}


def _between(source: str, destination: str) -> dict[str, Any]:
    return {
        "sourceList": [{"type": "owning_party", "source": _uri(source)}],
        "destinationList": [{"type": "owning_party", "destination": _uri(destination)}],
    }


def _uri(key: str) -> str:
    return f"urn:zhuisu:{key}"


def counted(events: Sequence[dict[str, Any]]) -> None:
    """Captured, and counted until nothing is left."""
    captured(events)
    following.catch_up()


def days(number: int) -> timedelta:
    return timedelta(days=number)


def rows(statement: str) -> list[tuple[Any, ...]]:
    """What a statement answers."""
    with ledger_cursor() as cursor:
        return cursor.execute(statement).fetchall()


CELLS: Final = """
SELECT month::text, region, category, variety, stage, place, party, events, items, grams, late FROM figures_cell
WHERE events <> 0 OR items <> 0 OR grams <> 0 ORDER BY id
"""
EVERYTHING: Final = (
    "SELECT month, region, category, variety, stage, place, party, events, items, grams, late FROM figures_cell"
    " WHERE events <> 0 ORDER BY 1, 2, 3, 4, 5, 6, 7",
    "SELECT * FROM figures_day WHERE events <> 0 ORDER BY 1, 2, 3, 4, 5",
    "SELECT * FROM figures_month WHERE events <> 0 ORDER BY 1, 2, 3, 4, 5",
    "SELECT * FROM figures_party WHERE events <> 0 ORDER BY 1, 2, 3, 4, 5",
    "SELECT * FROM figures_place WHERE events <> 0 ORDER BY 1, 2, 3, 4, 5",
    "SELECT month, category, variety, source, destination, events, items, grams FROM figures_flow WHERE events <> 0"
    " ORDER BY 1, 2, 3, 4, 5",
)
"""All that is counted of events, without what is empty again."""
