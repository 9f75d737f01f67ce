"""The cellar: a batch of grapes becomes six bottles: four are shipped in a case, one is sold and one is broken."""

from typing import Any

from tests.capture.cast import capture, document, packed
from zhuisu.capture.report import CaptureReport

GRAPES, GRAPE_LOT = "01/06901234567892/10/G1", "https://id.gs1.org/01/06901234567892/10/G1"
WINE = "https://id.gs1.org/01/06901234500003"
CELLAR, SHOP = "https://id.gs1.org/414/6901234000016", "https://id.gs1.org/414/6901234000023"
CELLAR_KEY, SHOP_KEY = "414/6901234000016", "414/6901234000023"
CASE, CASE_KEY = "https://id.gs1.org/00/369012340000000017", "00/369012340000000017"
BOTTLES = [f"{WINE}/21/B{number}" for number in range(6)]
KEYS = [f"01/06901234500003/21/B{number}" for number in range(6)]
MAKER = "https://id.gs1.org/417/6901234000009"
MAKER_KEY = "417/6901234000009"
OWNING = "owning_party"


def event(number: int, day: int, kind: str, place: str = CELLAR, **fields: Any) -> dict[str, Any]:
    """An event at eight o'clock of that day of June."""
    told = packed(str(number), eventTime=f"2026-06-{day:02d}T08:00:00.000+08:00", bizLocation={"id": place})
    for name in ("epcList", "bizStep", *(["action"] if kind == "TransformationEvent" else [])):
        del told[name]
    return {**told, "type": kind, **fields}


def vintage(*more: dict[str, Any]) -> CaptureReport:
    """All of it, and what else happened."""
    grapes = {"epcClass": GRAPE_LOT, "quantity": 50, "uom": "KGM"}
    sender: dict[str, Any] = {"sourceList": [{"type": OWNING, "source": MAKER}]}
    return captured(
        event(1, 1, "TransformationEvent", inputQuantityList=[grapes], outputEPCList=BOTTLES, bizStep="commissioning"),
        event(2, 2, "AggregationEvent", parentID=CASE, childEPCs=BOTTLES[:4], bizStep="packing"),
        event(3, 3, "ObjectEvent", epcList=BOTTLES[4:5], action="DELETE", bizStep="retail_selling"),
        event(4, 4, "ObjectEvent", epcList=BOTTLES[5:], action="DELETE", bizStep="destroying"),
        event(5, 5, "ObjectEvent", epcList=[CASE], action="OBSERVE", bizStep="shipping", **sender),
        *more,
    )


def captured(*events: dict[str, Any]) -> CaptureReport:
    return capture(document(*events))
