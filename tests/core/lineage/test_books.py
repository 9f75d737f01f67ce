"""What each party had, what passed between them as both tell it, and where that does not come out."""

from tests.core.lineage.flowing import FARM, MILL, OTHER_PADDY, PADDY, RICE, SHOP, STALL, Flowing, kg
from zhuisu.core.findings import Language, sentence
from zhuisu.core.lineage import SENTENCES, Amount
from zhuisu.core.lineage.books import Books, Stock
from zhuisu.core.lineage.imbalance import imbalances
from zhuisu.core.lineage.units import Content

BAGS = [f"01/06901234000016/21/B{number}" for number in range(4)]


def stock(books: Books, party: str, lot: str) -> Stock:
    return next(each for each in books.stocks if (each.party, each.lot) == (party, lot))


def codes(told: Flowing, tolerance: float = 0.01) -> list[str]:
    return [finding.code for finding in imbalances(told.books(), tolerance)]


def test_what_is_on_the_way_counts_for_whom_it_goes_to() -> None:
    told = Flowing()
    told.produce(FARM, kg(PADDY, 100))
    told.ship(FARM, MILL, kg(PADDY, 60))
    mill = stock(told.books(), MILL, PADDY)
    assert (mill.coming, mill.received, mill.left) == (60, 0, 60)
    assert stock(told.books(), FARM, PADDY).left == 40


def test_tonnes_and_kilograms_of_a_batch_are_one_account() -> None:
    told = Flowing()
    told.receive(MILL, "", Amount(PADDY, 1, "TNE"))
    told.sell(MILL, kg(PADDY, 1_200))
    account = stock(told.books(), MILL, PADDY)
    assert (account.uom, account.received, account.left) == ("KGM", 1_000, -200)
    assert codes(told) == ["flow_more_out_than_in"]


def test_bags_and_kilograms_are_one_account_where_the_product_says_what_a_bag_holds() -> None:
    told = Flowing()
    told.receive(SHOP, "", Amount(RICE, 10.0))
    told.sell(SHOP, kg(RICE, 20))
    (account,) = told.books(**{"01/06901234000016": Content(5, "KGM")}).stocks
    assert (account.uom, account.left) == ("KGM", 30)
    assert codes(told) == ["flow_units_differ"]


def test_what_went_missing_on_the_way_is_found_with_both_numbers() -> None:
    told = Flowing()
    told.produce(FARM, kg(PADDY, 100))
    told.ship(FARM, MILL, kg(PADDY, 100))
    told.receive(MILL, FARM, kg(PADDY, 90))
    (finding,) = imbalances(told.books(), 0.01)
    assert sentence(finding, SENTENCES, Language.ZH).startswith(
        f"{FARM} 发给 {MILL} 的 {PADDY} 为 100，实收 90，少 10（单位：KGM）"
    )
    assert codes(told, tolerance=0.1) == []


def test_what_was_sent_after_the_last_receiving_is_on_the_way_and_not_missing() -> None:
    told = Flowing()
    told.produce(FARM, kg(PADDY, 100))
    told.ship(FARM, MILL, kg(PADDY, 60))
    told.receive(MILL, FARM, kg(PADDY, 60))
    told.ship(FARM, MILL, kg(PADDY, 40))
    (passage,) = told.books().passages
    assert (passage.coming, passage.missing) == (40, 0)


def test_who_gave_is_who_alone_sent_it_without_saying_to_whom() -> None:
    told = Flowing()
    told.produce(FARM, kg(PADDY, 100))
    told.ship(FARM, "", kg(PADDY, 100))
    told.receive(MILL, "", kg(PADDY, 60))
    told.receive(SHOP, "", kg(PADDY, 40))
    found = {(each.giver, each.taker): each.leaving for each in told.books().passages}
    assert found == {(FARM, MILL): 60, (FARM, SHOP): 40}
    assert stock(told.books(), FARM, PADDY).left == 0


def test_a_handing_over_that_one_side_alone_records_counts_for_both() -> None:
    told = Flowing()
    told.produce(FARM, kg(PADDY, 100))
    told.receive(STALL, FARM, kg(PADDY, 30))
    assert stock(told.books(), FARM, PADDY).left == 70
    assert codes(told) == []


def test_more_rice_than_paddy_is_a_finding() -> None:
    told = Flowing()
    told.receive(MILL, "", kg(PADDY, 100))
    told.make(MILL, (kg(PADDY, 100),), (kg(RICE, 120),))
    assert codes(told) == ["flow_more_made_than_used"]


def test_records_without_a_quantity_are_told_and_not_judged() -> None:
    told = Flowing()
    told.receive(SHOP, "", Amount(OTHER_PADDY))
    told.sell(SHOP, kg(OTHER_PADDY, 10))
    assert codes(told) == ["flow_unmeasured"]


def test_the_pieces_that_were_named_say_how_much_a_making_made() -> None:
    told = Flowing()
    told.make(MILL, (kg(PADDY, 20),), (Amount(RICE),))
    told.label(MILL, RICE, *BAGS)
    assert stock(told.books(), MILL, RICE).made == 4


def test_every_finding_has_a_sentence_that_its_facts_fill() -> None:
    told = Flowing()
    told.receive(SHOP, "", Amount(OTHER_PADDY), Amount(OTHER_PADDY, 2), kg(OTHER_PADDY, 3))
    findings = imbalances(told.books(), 0.01)
    assert {finding.code for finding in findings} == {"flow_unmeasured", "flow_units_differ"}
    assert all("{" not in sentence(finding, SENTENCES, language) for finding in findings for language in Language)


def test_what_is_sold_to_somebody_who_is_named_is_theirs() -> None:
    told = Flowing()
    told.receive(SHOP, "", Amount(PADDY, 5.0))
    told.sell(SHOP, Amount(PADDY, 5.0), to=FARM)
    told.make(FARM, (Amount(PADDY, 3.0),), (kg(RICE, 1),))
    assert stock(told.books(), SHOP, PADDY).left == 0
    assert stock(told.books(), FARM, PADDY).left == 2
