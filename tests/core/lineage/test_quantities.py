"""What a party has, and that it cannot ship more than it had."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.lineage.story import Facts, Story
from zhuisu.core.findings import Language, sentence
from zhuisu.core.lineage import SENTENCES, Account, Action, Amount, EventType, TracedEvent, balances, overdrawn

MILL, SHOP = "uscc:91450700MA5K00001X", "uscc:91450700MA5K00002T"
RICE = "01/06901234000016"
LOT = "01/06901234000016/10/R1"
OTHER_LOT = "01/06901234000016/10/R2"
BAG = "01/06901234000016/21/B1"
OTHER_BAG = "01/06901234000016/21/B2"
PADDY = "01/06901234000023/10/P1"
PALLET, BOX = "00/369012340000000017", "00/369012340000000024"


def kilograms(key: str, quantity: float) -> Amount:
    return Amount(key, quantity, "KGM")


def moved(step: str, name: str, time: int, facts: Facts, action: Action = Action.OBSERVE) -> TracedEvent:
    return TracedEvent(name, name, EventType.OBJECT, action, time, step, None, facts)


def account(accounts: list[Account], party: str, key: str) -> Account:
    return next(each for each in accounts if (each.party, each.key) == (party, key))


def test_a_mill_uses_paddy_makes_rice_and_ships_some() -> None:
    milled = Facts(
        input_amounts=(kilograms(PADDY, 1_000),), output_amounts=(kilograms(RICE, 700),), output_batches=(LOT,)
    )
    events = [
        moved("receiving", "1", 1, Facts(amounts=(kilograms(PADDY, 1_200),))),
        TracedEvent("2", "2", EventType.TRANSFORMATION, Action.NONE, 2, "commissioning", None, milled),
        moved("shipping", "3", 3, Facts(amounts=(kilograms(LOT, 500),))),
        moved("destroying", "4", 4, Facts(amounts=(kilograms(LOT, 20),)), Action.DELETE),
        moved("receiving", "5", 5, Facts(amounts=(kilograms(LOT, 500),))),
    ]
    accounts = balances(events, {"1": MILL, "2": MILL, "3": MILL, "4": MILL, "5": SHOP})
    assert account(accounts, MILL, PADDY).left == 200
    assert account(accounts, MILL, LOT) == Account(MILL, LOT, "KGM", 0, 700, 500, 0, 20, 0)
    assert account(accounts, MILL, RICE) == Account(MILL, RICE, "KGM", 0, 700, 500, 0, 20, 0)
    assert account(accounts, SHOP, LOT).left == 500
    assert overdrawn(accounts) == []


def test_more_out_than_in_is_a_finding_with_the_numbers() -> None:
    events = [
        moved("receiving", "1", 1, Facts(amounts=(kilograms(LOT, 100.1),))),
        moved("shipping", "2", 2, Facts(amounts=(kilograms(LOT, 60.1),))),
        moved("shipping", "3", 3, Facts(amounts=(kilograms(LOT, 60),))),
    ]
    findings = overdrawn(balances(events, dict.fromkeys("123", SHOP)))
    assert [(finding.path, finding.facts["excess"]) for finding in findings] == [(RICE, 20), (LOT, 20)]
    assert sentence(findings[1], SENTENCES, Language.EN) == (
        f"{SHOP} has more {LOT} out than in: 120.1 shipped, used and lost, 100.1 received and made, "
        "20 too many (unit: KGM)."
    )


def test_another_batch_of_the_product_does_not_cover_what_is_missing() -> None:
    events = [
        moved("receiving", "1", 1, Facts(amounts=(kilograms(OTHER_LOT, 100),))),
        moved("shipping", "2", 2, Facts(amounts=(kilograms(LOT, 60),))),
    ]
    assert [finding.path for finding in overdrawn(balances(events, dict.fromkeys("12", SHOP)))] == [LOT]


def test_tonnes_and_kilograms_add_up_and_unmeasured_amounts_are_not_judged() -> None:
    events = [
        moved("receiving", "1", 1, Facts(amounts=(Amount(LOT, 0.1, "TNE"), Amount(OTHER_LOT)))),
        moved("shipping", "2", 2, Facts(amounts=(kilograms(LOT, 60), kilograms(OTHER_LOT, 60)))),
    ]
    accounts = balances(events, dict.fromkeys("12", SHOP))
    assert [(each.key, each.uom, each.left) for each in accounts if each.key == LOT] == [(LOT, "KGM", 40)]
    assert overdrawn(accounts) == []


def test_kilograms_are_no_pieces() -> None:
    events = [
        moved("receiving", "1", 1, Facts(amounts=(Amount(LOT, 10.0),))),
        moved("shipping", "2", 2, Facts(amounts=(kilograms(LOT, 60),))),
    ]
    accounts = balances(events, dict.fromkeys("12", SHOP))
    assert [(each.uom, each.left) for each in accounts if each.key == LOT] == [(None, 10), ("KGM", -60)]


def test_a_shipped_pallet_ships_what_is_in_it_at_that_moment() -> None:
    story = Story()
    story.pack("1 boxed", 1, BOX, BAG, amounts=[kilograms(OTHER_LOT, 5)])
    story.pack("2 palletised", 2, PALLET, BOX, OTHER_BAG)
    story.unpack("3 a bag is taken off", 3, PALLET, OTHER_BAG)
    story.unpack("3 some is taken out", 3, BOX, amounts=[kilograms(OTHER_LOT, 2)])
    labelled = story.commission("0 labelled", 0, BAG, OTHER_BAG, lot=LOT)
    shipped = story.observe("4 shipped", 4, PALLET, step="shipping")
    accounts = balances(story.events, {labelled: MILL, shipped: MILL})
    assert account(accounts, MILL, LOT) == Account(MILL, LOT, None, 0, 2, 1, 0, 0, 0)
    assert account(accounts, MILL, OTHER_LOT).shipped == 3


def test_labelling_the_pieces_of_a_batch_does_not_make_them_again() -> None:
    story = Story()
    made = story.make("1 made", 1, Facts(output_amounts=(Amount(RICE, 2),), output_batches=(LOT,)))
    labelled = story.commission("2 labelled", 2, BAG, OTHER_BAG, lot=LOT)
    accounts = balances(story.events, {made: MILL, labelled: MILL})
    assert account(accounts, MILL, LOT).made == 2
    assert account(accounts, MILL, RICE).made == 2


def test_loading_departing_and_arriving_are_not_counted_again() -> None:
    steps = ("receiving", "arriving", "loading", "shipping", "departing")
    events = [moved(step, step, 1, Facts(amounts=(kilograms(LOT, 10),))) for step in steps]
    accounts = balances(events, dict.fromkeys(steps, SHOP))
    assert account(accounts, SHOP, LOT) == Account(SHOP, LOT, "KGM", 10, 0, 10, 0, 0, 0)


@given(st.lists(st.tuples(st.sampled_from(["receiving", "shipping"]), st.integers(1, 1_000)), max_size=30))
def test_what_is_left_is_what_came_less_what_went(moves: list[tuple[str, int]]) -> None:
    events = [moved(step, f"{n:03}", n, Facts(amounts=(kilograms(LOT, q),))) for n, (step, q) in enumerate(moves)]
    expected = sum(quantity if step == "receiving" else -quantity for step, quantity in moves)
    accounts = balances(events, {event.id: SHOP for event in events})
    assert [each.left for each in accounts] == [expected] * (2 if moves else 0)
    assert len(overdrawn(accounts)) == (2 if expected < 0 else 0)
