"""Reading: what is wrong with a form that a program sends is told where it stands, with what is allowed there."""

from typing import Any

import pytest

from zhuisu.core.findings import Language, sentence
from zhuisu.core.forms.filled import Filled
from zhuisu.registry.reading import read_struct
from zhuisu.registry.sentences import SENTENCES

FORM = {"draft": "b8a4e1a0-6f0e-4f0e-9f0e-0123456789ab", "variety": "vegetable", "stage": "harvest"}
AMOUNT = "0 到 1000000000000 的数字，不加引号"


def good(**more: Any) -> dict[str, Any]:
    return {"goods": {"things": [{"code": "a"}, {"code": "x", **more}]}}


@pytest.mark.parametrize(
    ("more", "path", "said"),
    [
        (good(quantity=-5), "$.goods.things[1].quantity", f"数量“-5”不对，应为：{AMOUNT}。"),
        (good(quantity="12"), "$.goods.things[1].quantity", f"数量“12”不对，应为：{AMOUNT}。"),
        (good(quantity=1e13), "$.goods.things[1].quantity", f"数量“10000000000000.0”不对，应为：{AMOUNT}。"),
        (
            good(quantity=1, unit="斤"),
            "$.goods.things[1].unit",
            "计量单位“斤”不对，应为：UN/ECE 20 号建议书的单位代码，如 KGM。",
        ),
        (good(cod="x"), "$.goods.things[1]", "things[1]“cod”不对，应为：code、lot、quantity、unit。"),
        ({"goods": {"no": []}}, "$.goods", "goods“no”不对，应为：things | inputs | outputs | parent | children。"),
        (
            {"values": {"zhuisu:origin": "长" * 2001}},
            "$.values.zhuisu:origin",
            f"zhuisu:origin“{'长' * 100}…”不对，应为：文字，最多 2000 个字。",
        ),
        (
            {"position": {"latitude": 95, "longitude": 1}},
            "$.position.latitude",
            "纬度“95”不对，应为：-90 到 90 的数字，不加引号。",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(more: dict[str, Any], path: str, said: str) -> None:
    found = read_struct(Filled, {**FORM, **more})
    assert isinstance(found, tuple)
    assert [(each.path, sentence(each, SENTENCES, Language.ZH)) for each in found] == [(path, said)]


def test_everything_that_is_wrong_is_told() -> None:
    goods = [{"code": "x" * 501, "quantity": -1}, {"quantity": 1}]
    found = read_struct(Filled, {**FORM, "goods": {"things": goods}})
    assert isinstance(found, tuple)
    paths = ["$.goods.things[0].code", "$.goods.things[0].quantity", "$.goods.things[1].code"]
    assert [each.path for each in found] == paths
