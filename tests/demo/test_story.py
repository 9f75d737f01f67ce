"""The verbs of a story write the events that EPCIS 2.0 knows."""

from datetime import timedelta
from random import Random

from tests.demo.cities import NOW
from zhuisu.demo.directory import party, place, product
from zhuisu.demo.story import Story


def story() -> Story:
    return Story("test", Random(1), "urn:uuid:00000000-0000-8000-8000-", NOW)


def test_things_and_amounts_go_to_their_own_lists() -> None:
    told, lot = story(), product("lychee_fruit").lot("A1")
    told.make(NOW, place("plot_a"), "packing", "active", uses=[lot.kg(5.5)], gives=["urn:a", "urn:b"], process="urn:p")
    event = told.told[0].event
    assert event["inputQuantityList"] == [{"epcClass": lot.id, "quantity": 5.5, "uom": "KGM"}]
    assert event["outputEPCList"] == ["urn:a", "urn:b"]
    assert event["transformationID"] == "urn:p"
    assert "action" not in event


def test_who_gives_and_who_takes_are_owning_parties() -> None:
    told = story()
    giver = party("market")
    told.see(NOW, place("market"), "shipping", "in_transit", ["urn:a"], giver=giver, taker="urn:zhuisu:person:00")
    event = told.told[0].event
    assert event["sourceList"] == [{"type": "owning_party", "source": giver.id}]
    assert event["destinationList"] == [{"type": "owning_party", "destination": "urn:zhuisu:person:00"}]
    assert event["eventTimeZoneOffset"] == "+08:00"


def test_a_declaration_repeats_the_event_that_it_declares_wrong() -> None:
    told = story()
    wrong = told.see(NOW, place("market"), "receiving", "in_progress", ["urn:a"])
    right = told.see(NOW, place("market"), "receiving", "in_progress", ["urn:b"])
    told.declare_wrong(wrong, NOW, [right])
    first, _, last = (each.event for each in told.told)
    declaration = last.pop("errorDeclaration")
    assert last == first
    assert declaration["correctiveEventIDs"] == [right]
    assert declaration["reason"] == "incorrect_data"


def test_what_has_not_happened_yet_is_not_told() -> None:
    told = story()
    told.see(NOW + timedelta(seconds=1), place("market"), "receiving", "in_progress", ["urn:a"])
    assert told.told == []
    assert told.untold == 1
