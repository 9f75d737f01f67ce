"""Cells: every entry is read back from its row as it was, in both languages."""

from typing import Any

import msgspec
from hypothesis import example, given
from hypothesis import strategies as st

from zhuisu.core.findings import Language
from zhuisu.core.profiles.model import Category
from zhuisu.registry.entries import Licence, Party, PartyKind, PartyRole, Product
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.reading import read_entry
from zhuisu.registry.sheets.cells import fields_of, members_of, row_of, text_of

PLAIN = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20).map(str.strip)
NAME = PLAIN.filter(bool)
FACTS = st.dictionaries(NAME, PLAIN, max_size=3)
KEYS = st.lists(NAME, max_size=3, unique=True).map(tuple)
WORD = st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True)
ROLES = st.builds(
    PartyRole,
    role=st.sampled_from(["grower", "retailer", "fish_farm"]),
    category=st.sampled_from(Category),
    variety=st.just("") | WORD,
)
PARTIES = st.builds(
    Party,
    kind=st.sampled_from(PartyKind),
    name=NAME,
    address=PLAIN,
    phone=st.sampled_from(["", "+86 777-6520001", "(0777)6520001"]),
    roles=st.lists(ROLES, max_size=3).map(tuple),
    aliases=KEYS,
    note=PLAIN,
)
PRODUCTS = st.builds(
    Product,
    name=NAME,
    category=st.none() | st.sampled_from(Category),
    variety=st.just("") | WORD,
    pictures=st.lists(st.sampled_from(["https://x.cn/a", "https://x.cn/a;b"]), max_size=2).map(tuple),
    attributes=FACTS,
)
LICENCES = st.builds(
    Licence,
    kind=st.sampled_from(["food_production", "lot_release"]),
    number=NAME,
    holder=NAME,
    categories=st.lists(st.sampled_from(Category), max_size=3).map(tuple),
    varieties=st.lists(WORD, max_size=3).map(tuple),
    valid_from=st.none() | st.dates(),
    quantity=st.none() | st.floats(0, 1e12),
    attributes=FACTS,
)


def read_back(name: str, entry: Any, language: Language) -> Any:
    cells = dict(zip(fields_of(KINDS[name]), map(text_of, row_of(KINDS[name], entry, language)), strict=True))
    filled = {field: text for field, text in cells.items() if text}
    return read_entry(KINDS[name], members_of(KINDS[name], filled), given="texts")


@given(PARTIES, st.sampled_from(Language))
@example(Party(kind=PartyKind.STALL, name="'=1+1", note="=1+1"), Language.ZH)
def test_a_party_is_read_back(entry: Party, language: Language) -> None:
    assert read_back("party", entry, language) == entry


@given(PRODUCTS, st.sampled_from(Language))
def test_a_product_is_read_back(entry: Product, language: Language) -> None:
    assert read_back("product", entry, language) == entry


@given(LICENCES, st.sampled_from(Language))
def test_a_licence_is_read_back(entry: Licence, language: Language) -> None:
    assert read_back("licence", entry, language) == entry


@given(PARTIES)
def test_json_says_the_same(entry: Party) -> None:
    assert read_entry(KINDS["party"], msgspec.to_builtins(entry)) == entry
