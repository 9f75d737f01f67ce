"""Issuing: each code once, also to two at once; in the maker's prefix or by the city; with the range written down."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.capture.cast import capture, document, packed
from tests.labelling.cast import DAIRY, GREENS, GROWER, MILK, acting, issued, registered
from zhuisu.access.models import Audit
from zhuisu.core.codes import class_key, parse_key
from zhuisu.labelling.asked import IssueAsked, LabelGoods
from zhuisu.labelling.codes import address_of, keys_of
from zhuisu.labelling.issued import issue_of_key, issues_of
from zhuisu.labelling.issuing import issue
from zhuisu.labelling.kinds import IssueKind
from zhuisu.labelling.models import Issue
from zhuisu.labelling.refusing import Refusal, Why
from zhuisu.labelling.sentences import SENTENCES
from zhuisu.labelling.wares import product_of, wares_of
from zhuisu.registry.deciding import decide
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import Act
from zhuisu.registry.writing import change


@pytest.fixture(autouse=True)
def _registered(labelling: None) -> None:
    registered()


def refused(kind: IssueKind, product: str, party: str, **more: Any) -> tuple[Why, list[str]]:
    answer = issue(IssueAsked(kind=kind, product=product, **more), actor=acting(party))
    assert isinstance(answer, Refusal), answer
    assert all(SENTENCES[each.code].zh.format_map(dict(each.facts)) for each in answer.findings)
    return answer.why, [each.code for each in answer.findings]


def keys(number: int) -> list[str]:
    return list(keys_of(Issue.objects.get(pk=number)))


def test_items_of_a_maker_with_a_gtin_have_its_serials() -> None:
    made = issued(IssueKind.ITEM, MILK, DAIRY, count=3, lot="L7")
    found = keys(made.id)
    assert len(set(found)) == 3
    assert all(key.startswith("01/06901234000016/21/") and class_key(key) == MILK for key in found)
    assert address_of(found[0], "L7") == f"/01/06901234000016/10/L7/21/{found[0][-10:]}"


def test_a_product_without_a_gtin_gets_a_number_of_the_city_once() -> None:
    batch = issued(IssueKind.BATCH, GREENS, GROWER, lot="A1")
    items = issued(IssueKind.ITEM, GREENS, GROWER, count=2)
    assert (batch.number, batch.key) == ("city:45070000017", "city:45070000017/A1")
    found = keys(items.id)
    assert all(parse_key(key).parts["product"] == "45070000017" and not parse_key(key).findings for key in found)
    assert product_of(found[0]) == product_of(GREENS)
    assert address_of(batch.key) == "/t/city:45070000017/A1"


def test_a_product_without_a_number_gets_a_gtin_where_its_maker_has_a_prefix() -> None:
    change(KINDS["party"], GROWER, {"attributes": {"gs1CompanyPrefix": "69012399"}}, actor="operator")
    made = issued(IssueKind.BATCH, GREENS, GROWER, lot="A1")
    assert made.key == "01/06901239900014/10/A1"
    assert not parse_key(made.key).findings


def test_a_prefix_counts_once_a_department_approved_it() -> None:
    change(KINDS["party"], GROWER, {"attributes": {"gs1CompanyPrefix": "69012399"}}, actor="operator")
    decide(KINDS["party"], GROWER, Act.SUSPEND, actor="operator", reason="under review")
    assert issued(IssueKind.BATCH, GREENS, GROWER, lot="A1").number == "city:45070000017"


def test_logistic_units_have_the_prefix_of_their_maker() -> None:
    first, second = (issued(IssueKind.LOGISTIC, MILK, DAIRY, count=2) for _ in range(2))
    found = [*keys(first.id), *keys(second.id)]
    assert found[0] == "00/069012340000000009"
    assert len(set(found)) == 4
    assert not any(parse_key(key).findings for key in found)


def test_a_lot_is_given_out_once() -> None:
    issued(IssueKind.BATCH, MILK, DAIRY, lot="L7")
    assert refused(IssueKind.BATCH, MILK, DAIRY, lot="L7") == (Why.CONFLICT, ["labels.lot_taken"])


def test_a_lot_that_somebody_recorded_is_taken() -> None:
    batch = {"epcClass": "https://id.gs1.org/01/06901234000016/10/L7"}
    capture(document({**packed("1"), "epcList": [], "quantityList": [batch]}))
    assert refused(IssueKind.BATCH, MILK, DAIRY, lot="L7") == (Why.CONFLICT, ["labels.lot_taken"])


def test_a_batch_without_a_lot_gets_the_next_of_the_day() -> None:
    lots = [issued(IssueKind.BATCH, MILK, DAIRY).lot for _ in range(3)]
    assert [lot[-3:] for lot in lots] == ["-01", "-02", "-03"]


def test_many_at_once_never_get_the_same() -> None:
    def work(_: int) -> list[str]:
        try:
            return keys(issued(IssueKind.ITEM, GREENS, GROWER, count=25).id)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = [key for several in pool.map(work, range(8)) for key in several]
    assert len(found) == len(set(found)) == 200
    assert len({class_key(key) for key in found}) == 1


def test_two_who_ask_for_one_lot_at_once_do_not_both_get_it() -> None:
    def work(_: int) -> object:
        try:
            return type(issue(IssueAsked(kind=IssueKind.BATCH, product=MILK, lot="L7"), actor=acting(DAIRY)))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        kinds = list(pool.map(work, range(4)))
    assert kinds.count(Refusal) == 3


def test_what_was_issued_is_known_and_what_is_made_up_is_not() -> None:
    items = issued(IssueKind.ITEM, MILK, DAIRY, count=5)
    batch = issued(IssueKind.BATCH, GREENS, GROWER, lot="A1")
    assert [issue_of_key(key).pk for key in keys(items.id)] == [items.id] * 5  # type: ignore[union-attr]
    assert issue_of_key(batch.key).pk == batch.id  # type: ignore[union-attr]
    for made_up in (
        f"{MILK}/21/0000000000",
        f"{MILK}/21/ABC",
        "city:45070000017/A2",
        "01/06901234000023/21/0000000000",
    ):
        assert issue_of_key(made_up) is None


def test_nobody_gets_codes_for_the_products_of_others() -> None:
    assert refused(IssueKind.ITEM, MILK, GROWER) == (Why.UNKNOWN, ["labels.no_product"])
    assert [ware.key for ware in wares_of(acting(GROWER))] == [GREENS]


def test_a_gtin_that_is_not_the_makers_needs_a_department() -> None:
    change(KINDS["product"], GREENS, {"aliases": ["01/06909999000017"]}, actor="operator")
    decide(KINDS["product"], GREENS, Act.SUSPEND, actor="operator", reason="whose GTIN is it?")
    assert refused(IssueKind.ITEM, GREENS, GROWER) == (Why.CONFLICT, ["labels.gtin_not_approved"])


def test_what_cannot_be_is_refused_with_every_reason() -> None:
    goods = LabelGoods(produced=date(2026, 11, 2), expires=date(2026, 11, 1))
    assert refused(IssueKind.ITEM, MILK, DAIRY, count=10_001, goods=goods) == (
        Why.INVALID, ["labels.too_many_codes", "labels.expires_first"],
    )  # fmt: skip
    assert refused(IssueKind.TRADE, MILK, DAIRY) == (Why.INVALID, ["labels.trade_from_sale"])
    assert refused(IssueKind.LOGISTIC, GREENS, GROWER) == (Why.CONFLICT, ["labels.no_prefix"])


def test_issues_are_listed_to_their_party_and_written_down() -> None:
    issued(IssueKind.ITEM, MILK, DAIRY, count=2, lot="L7", goods=LabelGoods(expires=date(2026, 12, 1)))
    assert issues_of(acting(GROWER)) == []
    (found,) = issues_of(acting(DAIRY))
    assert (found.count, found.lot, found.goods.expires, found.printed) == (2, "L7", date(2026, 12, 1), 0)
    audit = Audit.objects.filter(verb="codes issued").latest("id")
    assert audit.facts == {"issue": found.id, "kind": "item", "head": MILK, "lot": "L7", "first": 0, "count": 2}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 40), min_size=1, max_size=4))
def test_ranges_follow_each_other(counts: list[int]) -> None:
    made = [issued(IssueKind.ITEM, MILK, DAIRY, count=count) for count in counts]
    rows = [Issue.objects.get(pk=each.id) for each in made]
    assert all(row.first + row.count == after.first for row, after in itertools.pairwise(rows))
