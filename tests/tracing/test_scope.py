"""A scope says what is affected and where it is; it can be stopped, cut, counted and intersected."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.capture.cast import capture, document, packed
from zhuisu.core.lineage import Direction
from zhuisu.core.lineage.coincidence import chance
from zhuisu.ledger import scope_touches
from zhuisu.ledger.scope_rows import text_array
from zhuisu.ledger.scopes import scope_record
from zhuisu.tracing import scope as scoping
from zhuisu.tracing import scope_reading
from zhuisu.tracing.common import common_sources
from zhuisu.tracing.scope import Limits, Progress, Question, begin, forget, grow, stop
from zhuisu.tracing.scope_answer import Aspect, ScopedThing, findings, page, tallies, things

pytestmark = pytest.mark.usefixtures("ledger")

GRAPE = "https://id.gs1.org/01/06901234567892/10/G1"
WINE = "https://id.gs1.org/01/06901234500003"
CELLAR, SHOP = "https://id.gs1.org/414/6901234000016", "https://id.gs1.org/414/6901234000023"
CASE = "https://id.gs1.org/00/369012340000000017"
BOTTLES = [f"{WINE}/21/B{number}" for number in range(6)]
KEYS = [f"01/06901234500003/21/B{number}" for number in range(6)]


def event(number: int, day: int, kind: str, place: str = CELLAR, **fields: Any) -> dict[str, Any]:
    told = packed(str(number), eventTime=f"2026-06-{day:02d}T08:00:00.000+08:00", bizLocation={"id": place})
    for name in ("epcList", "bizStep", *(["action"] if kind == "TransformationEvent" else [])):
        del told[name]
    return {**told, "type": kind, **fields}


def vintage(*more: dict[str, Any]) -> None:
    """Grapes become six bottles; four go into a case that is shipped to the shop; one is drunk, one is broken."""
    grapes = {"epcClass": GRAPE, "quantity": 50, "uom": "KGM"}
    capture(
        document(
            event(
                1, 1, "TransformationEvent", inputQuantityList=[grapes], outputEPCList=BOTTLES, bizStep="commissioning"
            ),
            event(2, 2, "AggregationEvent", parentID=CASE, childEPCs=BOTTLES[:4], bizStep="packing"),
            event(3, 3, "ObjectEvent", epcList=BOTTLES[4:5], action="DELETE", bizStep="retail_selling"),
            event(4, 4, "ObjectEvent", epcList=BOTTLES[5:], action="DELETE", bizStep="destroying"),
            event(5, 5, "ObjectEvent", epcList=[CASE], action="OBSERVE", bizStep="shipping", disposition="in_transit"),
            *more,
        )
    )


def asked(*keys: str, direction: Direction = Direction.FORWARD, **limits: int) -> tuple[UUID, str]:
    question = Question.of(keys, direction)
    scope = begin(question, account="operator")
    return scope, grow(scope, question, limits=Limits(**limits))


def found(scope: UUID) -> dict[str, ScopedThing]:
    return {thing.key: thing for thing in things(scope)}


@pytest.fixture
def grapes() -> Iterator[UUID]:
    vintage()
    scope, _ = asked("01/06901234567892/10/G1")
    yield scope
    forget(scope)


def test_everything_made_from_a_batch_is_found_with_its_state(grapes: UUID) -> None:
    told = found(grapes)
    assert {key: thing.state for key, thing in told.items() if key in KEYS} == {
        **dict.fromkeys(KEYS[:4], "in_transit"),
        KEYS[4]: "sold",
        KEYS[5]: "destroyed",
    }
    assert told["01/06901234567892/10/G1"].state == "unknown"


def test_a_thing_inside_stands_where_its_container_was_last_seen(grapes: UUID) -> None:
    bottle = found(grapes)[KEYS[0]]
    assert bottle.inside == "00/369012340000000017"
    assert bottle.as_of == "2026-06-05T00:00:00.000+00:00"
    assert bottle.place == "414/6901234000016"
    assert (bottle.reason.kind, bottle.reason.source) == ("became", "01/06901234567892/10/G1")


def test_a_late_event_widens_the_next_scope_and_an_unpacking_ends_the_journey() -> None:
    vintage(event(6, 6, "AggregationEvent", place=SHOP, parentID=CASE, action="DELETE", bizStep="unpacking"))
    glass = f"{WINE}/21/GLASS"
    capture(document(event(7, 7, "TransformationEvent", place=SHOP, inputEPCList=BOTTLES[:1], outputEPCList=[glass])))
    scope, _ = asked("01/06901234567892/10/G1")
    told = found(scope)
    assert (told[KEYS[0]].state, told[KEYS[1]].state) == ("used", "in_stock")
    assert (told[KEYS[1]].place, told[KEYS[1]].inside) == ("414/6901234000023", "")
    assert told["01/06901234500003/21/GLASS"].hop == 2
    forget(scope)


def test_tallies_count_every_thing_once_whatever_they_count_by(grapes: UUID) -> None:
    counted = {aspect: sum(tally.things for tally in tallies(grapes, aspect)) for aspect in Aspect}
    assert counted == dict.fromkeys(Aspect, 7)
    states = {tally.key: tally.things for tally in tallies(grapes, Aspect.STATE)}
    assert states == {"in_transit": 4, "sold": 1, "destroyed": 1, "unknown": 1}


def test_an_answer_is_read_in_pages(grapes: UUID) -> None:
    first = page(grapes, most=3)
    rest = page(grapes, after=first[-1].number)
    assert (len(first), len(rest)) == (3, 4)


def test_the_history_of_a_bottle_is_its_grapes() -> None:
    vintage()
    scope, outcome = asked(KEYS[0], direction=Direction.BACKWARD)
    assert (outcome, set(found(scope))) == ("whole", {KEYS[0], "01/06901234567892/10/G1"})
    forget(scope)


def test_a_scope_is_stopped_by_another_and_keeps_what_it_found() -> None:
    vintage()
    question = Question.of(["01/06901234567892/10/G1"], Direction.FORWARD)
    scope = begin(question, account="operator")
    came: list[Progress] = []

    def report(progress: Progress) -> None:
        came.append(progress)
        assert stop(scope)

    assert grow(scope, question, report=report) == "stopped"
    assert (len(came), len(page(scope)), stop(scope)) == (1, 1, False)
    record = scope_record(scope)
    assert record is not None
    assert record.outcome == "stopped"
    forget(scope)


def test_a_scope_that_reaches_its_limit_says_so() -> None:
    vintage()
    scope, outcome = asked("01/06901234567892/10/G1", hops=1)
    assert outcome == "cut"
    assert [each.code for each in findings(scope)] == ["scope_cut"]
    forget(scope)


def test_pages_that_hold_too_much_are_halved_and_answer_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    monkeypatch.setattr(scope_reading, "MOST_TOUCHES", 2)
    scope, outcome = asked("01/06901234567892/10/G1")
    assert (outcome, len(found(scope))) == ("whole", 7)
    forget(scope)


def test_a_batch_that_labels_more_than_one_page_holds_is_followed_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was found is written while the rest is read."""
    monkeypatch.setattr(scoping, "_FLUSH", 2)
    monkeypatch.setattr(scope_touches, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr(scope_reading, "MOST_TOUCHES", 2)
    labels = [packed(str(number), epcList=[f"{WINE}/10/L1/21/D{number}"]) for number in range(10, 20)]
    for number, label in enumerate(labels):
        label["eventTime"] = f"2026-06-01T08:00:{number:02d}.000+08:00"
    capture(document(*labels))
    scope, outcome = asked("01/06901234500003/10/L1")
    assert (outcome, len(found(scope))) == ("whole", 11)
    forget(scope)


def test_a_scope_that_is_forgotten_leaves_no_table() -> None:
    vintage()
    scope = asked("01/06901234567892/10/G1")[0]
    forget(scope)
    with connection.cursor() as cursor:
        named = f"scope\\_{scope.hex}\\_%"
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE %s AND relkind IN ('r', 'S')", [named])
        assert cursor.fetchone() == (0,)


def test_what_complaints_share_is_ranked_by_how_surprising_it_is() -> None:
    """Eight bottles of good grapes, three of bad ones; all were made with the same yeast. Each has its grower, and what
    the grower of the bad ones sent elsewhere is sent on by somebody who has no part in it."""
    yeast, bad, good = (f"https://id.gs1.org/01/06901234567892/10/{lot}" for lot in ("YEAST", "BAD", "GOOD"))
    winery, grower, careful, cook, jam = (f"https://id.gs1.org/417/69012340000{last}" for last in (16, 23, 30, 47, 54))

    def owned(giver: str, taker: str) -> dict[str, Any]:
        source, destination = {"type": "owning_party", "source": giver}, {"type": "owning_party", "destination": taker}
        return {"sourceList": [source], "destinationList": [destination]}

    def sent(number: int, lot: str, giver: str, taker: str) -> dict[str, Any]:
        amount = [{"epcClass": lot, "quantity": 9, "uom": "KGM"}]
        more: dict[str, Any] = {"bizStep": "shipping", "quantityList": amount, **owned(giver, taker)}
        return event(number, 1, "ObjectEvent", action="OBSERVE", epcList=[], **more)

    def bottled(number: int, lot: str) -> dict[str, Any]:
        used = [{"epcClass": each, "quantity": 1, "uom": "KGM"} for each in (yeast, lot)]
        made = [f"{WINE}/21/C{number:02d}"]
        more: dict[str, Any] = {"inputQuantityList": used, "outputEPCList": made, "orchard:actor": winery}
        return event(number, 2, "TransformationEvent", **more)

    capture(
        document(
            sent(20, bad, grower, winery),
            sent(21, good, careful, winery),
            sent(22, bad, grower, cook),
            sent(23, bad, cook, jam),
            *[bottled(number, bad if number > 8 else good) for number in range(1, 12)],
        )
    )
    complaints = [f"01/06901234500003/21/C{number:02d}" for number in (9, 10, 11)]
    common = common_sources(complaints, account="operator")
    assert common.controls == 8
    assert [(each.key, each.level, each.exposed, each.exposed_controls) for each in common.sources] == [
        ("01/06901234567892/10/BAD", "batch", 3, 0),
        ("417/6901234000023", "party", 3, 0),
        ("01/06901234567892/10/YEAST", "batch", 3, 8),
        ("417/6901234000016", "party", 3, 8),
    ]
    assert [each.chance for each in common.sources] == pytest.approx([1 / 165, 1 / 165, 1, 1])
    assert all("165" in each.en for each in common.sources[:2])
    assert "供货" in common.sources[1].zh


def test_chance_is_the_tail_of_the_hypergeometric_distribution() -> None:
    assert chance(cases=3, exposed=2, controls=3, exposed_controls=1) == pytest.approx(0.5)
    assert chance(cases=3, exposed=0, controls=3, exposed_controls=1) == pytest.approx(1)


def test_keys_with_quotes_and_backslashes_pass_as_arrays() -> None:
    keys = ['a"b', "c\\d", "", "e,f", "{g}"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text[]", [text_array(keys)])
        assert cursor.fetchone() == (keys,)
