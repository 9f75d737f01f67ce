"""What is in force for a thing is known for itself, for its batch, and for what it began with, and only as long."""

import pytest

from tests.recall.alerted import alert
from tests.recall.cellar import CELLAR, captured, event
from zhuisu.recall.models import Affected, Recall
from zhuisu.recall.standing import in_force

pytestmark = pytest.mark.usefixtures("recalls")

LOT = "01/06901234500003/10/W7"
BOTTLE = "01/06901234500003/21/B100"
MILK = {"ilmd": {"cbvmda:lotNumber": "W7"}}


def bottled() -> None:
    """A bottle of the lot is commissioned."""
    bottle = {"epcList": [f"https://id.gs1.org/{BOTTLE}"], "action": "ADD", "bizStep": "commissioning"}
    captured(event(1, 1, "ObjectEvent", CELLAR, **bottle, **MILK))


def through(key: str) -> list[tuple[str, str]]:
    return [(each.number, each.through) for each in in_force([key]).get(key, ())]


def test_an_item_that_the_scope_does_not_know_yet_counts_through_its_batch() -> None:
    bottled()
    alert(LOT, number="R2026-00001")
    assert through(BOTTLE) == [("R2026-00001", LOT)]


def test_an_item_that_was_lifted_does_not_count_through_its_batch() -> None:
    bottled()
    alert(LOT, BOTTLE, number="R2026-00001")
    Affected.objects.filter(thing=BOTTLE).update(lifted_at="2026-06-20T00:00:00Z")
    assert through(BOTTLE) == []
    assert through(LOT) == [("R2026-00001", "")]


def test_what_no_event_told_of_counts_where_the_recall_names_it() -> None:
    alert(number="R2026-00001", keys=[LOT])
    assert through(LOT) == [("R2026-00001", "")]


@pytest.mark.parametrize("state", ["draft", "frozen", "withdrawn"])
def test_what_is_not_issued_or_was_undone_counts_for_nothing(state: str) -> None:
    alert(LOT, keys=[LOT], state=state)
    assert in_force([LOT]) == {}


def test_what_is_issued_stands_before_what_was_closed() -> None:
    alert(LOT, number="R2026-00001")
    alert(LOT, number="R2026-00002", state="closed")
    assert [number for number, _ in through(LOT)] == ["R2026-00001", "R2026-00002"]


@pytest.mark.parametrize(
    ("kind", "state", "warns"),
    [("recall", "issued", True), ("recall", "closed", True), ("ban", "closed", True), ("stop_sale", "closed", False)],
)
def test_what_was_recalled_or_banned_stays_so_when_that_is_closed(kind: str, state: str, warns: bool) -> None:
    alert(LOT, kind=kind, state=state)
    assert in_force([LOT])[LOT][0].warns is warns


def test_a_whole_product_is_not_held_by_a_recall_that_was_closed() -> None:
    alert("01/06901234500003", state="closed")
    assert not in_force(["01/06901234500003"])["01/06901234500003"][0].warns


def test_what_is_gone_from_the_scope_counts_no_more() -> None:
    alert(LOT)
    Affected.objects.update(gone=1)
    assert in_force([LOT]) == {}


def test_nothing_is_asked_of_the_ledger_where_nothing_is_in_force() -> None:
    assert not Recall.objects.exists()
    assert in_force([LOT, BOTTLE]) == {}
