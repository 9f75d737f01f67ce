"""Enterprises and products as the public reads them, told instead of registered."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from tests.portal import stories
from zhuisu.access.traced import Asked, Enterprise, Page, Paper, Told, Ware
from zhuisu.core.findings import Text
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.labelling.scans import Seen
from zhuisu.labelling.sentences import TOO_MANY_PLACES

ORCHARD = Enterprise(
    "uscc:93450721MA5685666W", "灵山县六荔垌荔枝种植专业合作社", "Liulidong Lychee Cooperative", "450721", ("grower",)
)
STALL = Enterprise("uscc:92450702MA58BF3B3Y", "钦南区榕树脚鲜果档", "", "450702", ("retailer",))
LYCHEE = Ware("01/06901234100013", "灵山荔枝（妃子笑）", "Lychee, Feizixiao", "produce", "5 kg/箱")
GIFT_BOX = Ware("01/06901234100990", "荔枝礼盒", "Lychee gift box", "produce", "2 kg")
PAPERS = (
    Paper("orchard_registration", "4500-0001", date(2028, 6, 1), is_valid=True),
    Paper("food_business", "JY24507020000019", date(2025, 3, 31), is_valid=False),
)


def enterprises(asked: Asked) -> Page:
    rows = [each for each in (ORCHARD, STALL) if asked.text in each.name and asked.region in ("", each.region)]
    return Page(rows[asked.after :], len(rows))


def enterprise(key: str) -> Told | None:
    return Told(ORCHARD, "六荔垌村 8 号", PAPERS, (LYCHEE,)) if key == ORCHARD.key else None


def products(text: str, most: int) -> Sequence[Ware]:
    return [LYCHEE][:most] if text in LYCHEE.name else []


def product(key: str) -> tuple[Ware, Enterprise | None] | None:
    return (GIFT_BOX, ORCHARD) if key == GIFT_BOX.key else None


def looked_up(key: str) -> Seen | None:
    """The can was looked up all over the country, the vaccine once, anything else never."""
    first = datetime(2026, 5, 1, 1, 30, tzinfo=UTC)
    seen = {
        stories.CAN: Seen(key, first, first, "450702", 40, 12, TOO_MANY_PLACES.format(scans=40, places=12)),
        stories.VACCINE: Seen(key, first, first, "", 1, 1, None),
    }
    return seen.get(key)


def public_set(name: str) -> Exhibit | None:
    """Two months of records, of which one number is left out."""
    columns = (Column("month", Text("月份", "month")), Column("events", Text("记录", "records"), "number"))
    rows = (Row("2026-09", ("2026-09", 1200)), Row("2026-10", ("2026-10", 3000)), Row("2026-08", ("2026-08", None)))
    return Exhibit(name, Text("记录数", "records"), Text("", ""), "none", columns, rows)
