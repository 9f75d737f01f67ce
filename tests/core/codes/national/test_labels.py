"""Labels: what the two-dimensional codes on real packages hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.codes.national import NATIONAL, label_facts, split_label
from zhuisu.core.codes.national.labels import Piece

READ = {scheme.name: scheme.read for scheme in NATIONAL}
VETERINARY = (
    "201512270003700019840759，注射用硫酸链霉素，兽药字（2015）220442658，四川某某动物药业有限公司，028-12345678"
)
SEED = "中浙优8号\n广西某某种业有限公司\n45070220240000001234\nhttps://seed.example.cn/q?c=45070220240000001234"
VETERINARY_CODES = [("vetdrug", "201512270003700019840759"), ("vetdrug_approval", "兽药字(2015)220442658")]
VETERINARY_FACTS = {"name": "注射用硫酸链霉素", "maker": "四川某某动物药业有限公司", "phone": "028-12345678"}
SEED_CODES = [("seed", "45070220240000001234")]
SEED_FACTS = {
    "name": "中浙优8号",
    "maker": "广西某某种业有限公司",
    "url": "https://seed.example.cn/q?c=45070220240000001234",
}


@pytest.mark.parametrize("text", [VETERINARY, VETERINARY.replace("，", ","), VETERINARY.replace("，", " ， ")])
def test_a_veterinary_label_is_split_at_its_commas(text: str) -> None:
    assert split_label(text) == VETERINARY_CODES
    assert label_facts(text) == VETERINARY_FACTS


def test_a_short_veterinary_label_gives_what_it_holds() -> None:
    text = "201512270003700019840759,注射用硫酸链霉素"
    assert split_label(text) == VETERINARY_CODES[:1]
    assert label_facts(text) == {"name": "注射用硫酸链霉素"}


@pytest.mark.parametrize("text", [SEED, SEED.replace("\n", "\r\n"), SEED + "\n"])
def test_a_seed_label_has_four_lines(text: str) -> None:
    assert split_label(text) == SEED_CODES
    assert label_facts(text) == SEED_FACTS


def test_headings_on_a_seed_label_are_left_out() -> None:
    headings = ("品种名称：", "生产经营者名称：", "单元识别代码：", "追溯网址：")
    text = "\n".join(heading + line for heading, line in zip(headings, SEED.splitlines(), strict=True))
    assert split_label(text) == SEED_CODES
    assert label_facts(text) == SEED_FACTS


def test_a_drug_label_in_words_gives_the_code() -> None:
    pieces: list[Piece] = [("drug", "83857930000879766660")]
    assert split_label("药品标识码 8385793 + 序列号 0000879766660") == pieces
    assert split_label("药品标识码：8385793\n序列号：0000879766660\n有效期至 2026-01") == pieces


@pytest.mark.parametrize(
    "text", ["", "201512270003700019840759", "a,b,c", "1\n2\n3\n4", "中浙优8号\n公司\n450702-2024\nwww.example.cn"]
)
def test_other_texts_are_no_label(text: str) -> None:
    assert split_label(text) == []
    assert label_facts(text) == {}


@pytest.mark.parametrize("label", [VETERINARY, SEED, "药品标识码 8385793 + 序列号 0000879766660"])
def test_what_a_label_gives_is_read_by_the_scheme_it_names(label: str) -> None:
    assert all(READ[scheme](text) for scheme, text in split_label(label))


@given(st.text() | st.lists(st.text(alphabet="0123456789aw.:/，,:\n 药品标识码序列号"), max_size=6).map("\n".join))
def test_no_text_makes_the_splitter_raise(text: str) -> None:
    assert all(scheme in READ and piece for scheme, piece in split_label(text))
    assert all(label_facts(text).values())
