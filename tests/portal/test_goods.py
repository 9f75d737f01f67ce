from datetime import UTC, datetime

import pytest

from tests.portal.teller import Teller
from zhuisu.core.findings import Language
from zhuisu.core.profiles import Profile
from zhuisu.packaged import profiles
from zhuisu.portal.story import Kinds, Story
from zhuisu.portal.telling import told
from zhuisu.tracing.answer import EventSummary

NOW = datetime(2026, 7, 1, tzinfo=UTC)
WHO = "某厂|A works"
TIN, CASE = "01/06901233000086/21/T{}", "01/06901233000093/21/C1"
SSCC = "00/06901234500000001{}"


def both(teller: Teller, focus: str, kinds: Kinds | None = None) -> tuple[str, str]:
    """The last event of a story in a sentence of each language."""
    event: EventSummary = teller.events[-1]
    answer = teller.answer(focus)
    zh, en = (told(Story(answer, each, NOW, kinds=kinds or Kinds()), event) for each in (Language.ZH, Language.EN))
    return zh, en


@pytest.mark.parametrize(
    ("goods", "kind", "action", "step", "zh", "en"),
    [
        (
            [(TIN.format(1), "item")] + [(TIN.format(n), "item") for n in range(2, 13)],
            "ObjectEvent",
            "OBSERVE",
            "inspecting",
            "某厂检验了本品、另外 11 件同类产品",
            "A works inspected this product and 11 more like it",
        ),
        (
            [(SSCC.format(1), "child"), (SSCC.format(2), "child"), ("plate:桂NE73Z2", "parent")],
            "AggregationEvent",
            "ADD",
            "loading",
            "某厂把 2 个货运包装装入车辆 桂NE73Z2",
            "A works put 2 packages into vehicle 桂NE73Z2",
        ),
        (
            [("plate:桂NE73Z2", "child"), ("vin:LSVNV2182E2100001", "parent")],
            "AssociationEvent",
            "ADD",
            "installing",
            "某厂把号牌 桂NE73Z2 装到车辆 …E2100001 上",
            "A works fitted number plate 桂NE73Z2 to vehicle …E2100001",
        ),
        (
            [(CASE, "parent")],
            "AggregationEvent",
            "DELETE",
            "unpacking",
            "某厂把奶粉 6罐装（编号 C1）里的东西全部取出",
            "A works took everything out of Milk powder, case of 6 (no. C1)",
        ),
        (
            [("drug:8123456/A1", "input_amount", 22, "MLT"), (TIN.format(1), "output")],
            "TransformationEvent",
            "",
            "commissioning",
            "某厂用 22 毫升药品制成本品",
            "A works made this product from 22 mL of medicine",
        ),
        (
            [("01/06901230000119", "input_amount", 3, "KGM")],
            "TransformationEvent",
            "",
            "commissioning",
            "某厂使用了 3 千克货品",
            "A works used 3 kg of goods",
        ),
        (
            [("eartag:145072200000007", "output"), ("eartag:145072200000008", "output")],
            "TransformationEvent",
            "",
            "commissioning",
            "某厂产出 2 头牲畜",
            "A works produced 2 animals",
        ),
        (
            [("01/06901233000093", "amount", 1, "")],
            "ObjectEvent",
            "OBSERVE",
            "shipping",
            "某厂发出 1 件奶粉 6罐装",
            "A works shipped 1 piece of Milk powder, case of 6",
        ),
        (
            [(TIN.format(1), "item")],
            "ObjectEvent",
            "OBSERVE",
            "departing",
            "本品离开某仓库",
            "This product left A store",
        ),
    ],
)
def test_events_are_told_as_people_say_it(
    goods: list[tuple[str, str]], kind: str, action: str, step: str, zh: str, en: str
) -> None:
    teller = Teller()
    for n in range(1, 13):
        teller.thing(TIN.format(n), "sgtin", "item", "奶粉 800克", "Milk powder, 800 g")
    teller.thing(CASE, "sgtin", "item", "奶粉 6罐装", "Milk powder, case of 6")
    teller.thing(SSCC.format(1), "sscc", "logistic")
    where = "某仓库|A store" if step == "departing" else ""
    teller.event(1, kind, step, where, WHO, action=action, goods=goods)
    assert both(teller, TIN.format(1)) == (zh, en)


def test_what_nobody_named_is_called_by_its_variety() -> None:
    vaccine: Profile = profiles()["vaccine"]
    teller = Teller()
    teller.event(1, "ObjectEvent", "receiving", "", WHO, goods=[("drug:8123456/A1", "amount", 22, "MLT")])
    kinds = Kinds({"drug:8123456/A1": "vaccine"}, {"vaccine": vaccine})
    assert both(teller, TIN.format(1), kinds)[0] == f"某厂收到 22 毫升{vaccine.name.zh}"


def test_a_list_whose_parts_hold_commas_is_told_apart_by_semicolons() -> None:
    teller = Teller()
    teller.thing(CASE, "sgtin", "item", "奶粉 6罐装", "Milk powder, case of 6")
    teller.thing(TIN.format(1), "sgtin", "item", "奶粉 800克", "Milk powder, 800 g")
    goods = [(CASE, "item"), ("01/06901233000086", "amount", 48, ""), ("01/06901230000119/10/L1", "amount", 3, "KGM")]
    teller.event(1, "ObjectEvent", "receiving", "", WHO, goods=goods)
    assert both(teller, "01/06901230000119/10/L1")[1] == (
        "A works received 3 kg of this batch; Milk powder, case of 6 (no. C1); and 48 pieces of Milk powder, 800 g"
    )
