"""What holders of a lot by the kilogram have, gave away and got since: what was due stays due, and all counts once."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from tests.recall.bulk import FACTORY, LOT, LOT_KEY, SHOPS, at_shop, bulk, passed
from tests.recall.outbreak import done, late, widened
from tests.recall.test_drills import drilled
from tests.supervision.cast import OFFICE
from zhuisu.recall import reaching
from zhuisu.recall.answering import Said, answer
from zhuisu.recall.clock import tick
from zhuisu.recall.closing import close
from zhuisu.recall.holdings import recount
from zhuisu.recall.kinds import Deed
from zhuisu.recall.models import Answer, Holding, Notice
from zhuisu.recall.reading import Only, differences, holders, reaches, regions, steps, things, told
from zhuisu.recall.report import report_of

pytestmark = pytest.mark.usefixtures("recalls")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)


def said(party: str, deed: Deed, quantity: str | None = None) -> None:
    row = Holding.objects.get(holder=party)
    told = Said(deed, None if quantity is None else Decimal(quantity), "KGM")
    found = answer(actor=OFFICE, holding=row, said=told)
    assert isinstance(found, Answer), found


def line(number: str, party: str) -> tuple[float, ...]:
    """Expected, gone before, due, found, sold since and left, of one holder."""
    (row,) = [each for each in holders(number, OFFICE) if each.holder == party]
    (found,) = [each for each in row.lines if each.uom == "KGM"]
    return found.expected, found.gone, found.due, found.found, found.sold, found.left


def whole(number: str) -> tuple[float, float, float, int | None]:
    """Due, found and sold of the whole recall, and its effectiveness."""
    recall = told(number, OFFICE)
    assert recall is not None
    assert recall.effect is not None
    (found,) = [each for each in recall.effect.lines if each.uom == "KGM"]
    return found.due, found.found, found.sold, recall.effect.found_percent


def outstanding(number: str) -> set[str]:
    return {each.holder for each in holders(number, OFFICE, only=Only.OUTSTANDING)}


def told_of(party: str) -> list[str]:
    """Why it was told, each once, in order."""
    rows = Notice.objects.filter(holding__holder=party).order_by("id")
    return list(dict.fromkeys(rows.values_list("purpose", flat=True)))


def test_what_is_sold_after_the_issue_stays_due_and_improves_nothing() -> None:
    number = bulk()
    assert whole(number) == (100, 0, 0, 0)
    said(SHOPS[0], Deed.ISOLATED)
    assert whole(number) == (100, 40, 0, 40)
    late(at_shop(1, "retail_selling", 15))
    assert widened() == 1
    assert line(number, SHOPS[1]) == (40, 0, 40, 0, 15, 25)
    assert whole(number) == (100, 40, 15, 40)
    late(at_shop(1, "retail_selling", 25))
    widened()
    assert line(number, SHOPS[1]) == (40, 0, 40, 0, 40, 0)
    assert whole(number) == (100, 40, 40, 40)
    assert SHOPS[1] not in outstanding(number)


def test_what_was_sold_before_the_issue_is_gone_and_not_due() -> None:
    number = bulk(at_shop(1, "retail_selling", 15, days=-1))
    assert line(number, SHOPS[1]) == (40, 15, 25, 0, 0, 25)


def test_a_reach_tells_who_has_how_much_less_of_a_lot() -> None:
    number = bulk()
    late(at_shop(1, "retail_selling", 15))
    widened()
    (_, second) = reaches(number, OFFICE)
    shifts = {
        each.holder: (each.key, each.quantity_before, each.quantity, each.uom)
        for each in differences(number, 1, OFFICE)
        if each.quantity is not None
    }
    assert shifts == {SHOPS[1]: (LOT_KEY, 40, 25, "KGM")}
    assert second.changed == len(differences(number, 1, OFFICE))


def test_what_is_passed_on_is_due_with_who_has_it_now() -> None:
    number = bulk()
    late(*passed(1, 2, 10))
    widened()
    assert (line(number, SHOPS[1])[2], line(number, SHOPS[2])[2], whole(number)[0]) == (30, 30, 100)


def test_what_is_sent_to_nobody_known_stays_due() -> None:
    number = bulk()
    late(at_shop(1, "shipping", 10))
    widened()
    assert line(number, SHOPS[1]) == (40, 0, 40, 0, 10, 30)


def test_who_was_done_and_receives_more_is_told_again_and_outstanding_again() -> None:
    number = bulk()
    said(SHOPS[2], Deed.ISOLATED, "20")
    assert SHOPS[2] not in outstanding(number)
    late(*passed(1, 2, 10))
    widened()
    assert line(number, SHOPS[2]) == (30, 0, 30, 20, 0, 10)
    assert told_of(SHOPS[2]) == ["first", "widened"]
    assert SHOPS[2] in outstanding(number)
    said(SHOPS[2], Deed.ISOLATED)
    assert SHOPS[2] not in outstanding(number)


def test_who_has_nothing_left_is_done_and_nobody_is_escalated_for_it() -> None:
    number = bulk()
    said(SHOPS[2], Deed.ISOLATED, "15")
    late(*passed(2, 1, 5))
    widened()
    assert (line(number, SHOPS[2])[-1], SHOPS[2] in outstanding(number)) == (0, False)
    assert FACTORY not in outstanding(number)
    said(SHOPS[0], Deed.ISOLATED)
    said(SHOPS[1], Deed.ISOLATED)
    tick(datetime.now(UTC) + timedelta(days=30))
    assert "escalated" not in {each.verb for each in steps(number, OFFICE)}
    assert done(close(number, actor=OFFICE)).state == "closed"


def test_who_was_named_in_error_has_nothing_to_answer_for() -> None:
    number, wrong = bulk(), at_shop(3, "receiving", 5)
    late(wrong)
    widened()
    assert SHOPS[3] in outstanding(number)
    mistake = {"errorDeclaration": {"declarationTime": "2026-06-20T08:00:00.000+08:00", "reason": "incorrect_data"}}
    late({**wrong, **mistake})
    widened()
    assert SHOPS[3] not in outstanding(number)
    late({**wrong, "eventID": f"urn:uuid:{uuid4()}"})
    widened()
    assert SHOPS[3] in outstanding(number)


def test_what_is_lifted_for_one_holder_counts_no_more_for_it_alone() -> None:
    number = bulk()
    row = Holding.objects.select_related("recall").get(holder=SHOPS[1])
    row.lifted = [{"key": LOT_KEY, "quantity": 40.0, "uom": "KGM"}]
    row.save()
    with transaction.atomic():
        recount(row.recall, 0)
    assert whole(number)[0] == 60
    assert SHOPS[1] not in outstanding(number)
    late(*passed(0, 1, 4))
    widened()
    assert (line(number, SHOPS[1])[2], SHOPS[1] in outstanding(number)) == (4, True)


def test_desk_map_and_table_count_the_same() -> None:
    number = bulk(at_shop(1, "retail_selling", 15, days=-1))
    recall = told(number, OFFICE)
    assert recall is not None
    assert recall.effect is not None
    effect = recall.effect
    counted = {region: sum(states.values()) for region, states in regions(number, OFFICE).items()}
    report: Any = report_of(number, OFFICE, datetime.now(UTC))
    assert counted == {each.region: each.things for each in report.regions if each.things}
    assert effect.things == sum(counted.values()) == sum(each.things for each in holders(number, OFFICE))
    assert (effect.located_percent, effect.states) == (100, {"in_stock": 3})
    standing: tuple[dict[str, Any], ...] = ({"state": "in_stock"}, {"region": SHOPS[2][7:13]}, {"holder": SHOPS[0]})
    assert [[each.key for each in things(number, OFFICE, **named)] for named in standing] == [[LOT_KEY]] * 3
    assert things(number, OFFICE, state="unknown") == []
    record = drilled(LOT).record
    assert record is not None
    assert (record.score, record.states) == (1.0, {"in_stock": 1})
