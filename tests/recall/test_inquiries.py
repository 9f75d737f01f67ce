"""Inquiries are asked by who may, followed in the background, stopped, begun again, read and forgotten."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.recall.cellar import BOTTLES, CASE_KEY, GRAPE_LOT, GRAPES, KEYS, WINE, captured, event, vintage
from tests.registry.cast import approved
from tests.supervision.cast import AGRICULTURE, AUDITOR, DISTRICT, GROWER, OFFICE, OPERATOR, POLICE
from zhuisu.access import Actor
from zhuisu.access.models import Audit
from zhuisu.core.lineage import Direction
from zhuisu.ledger import sequencer
from zhuisu.recall import growing, inquiries
from zhuisu.recall.asking import Asked, Purpose
from zhuisu.recall.growing import LOST, drop_next, grow_next
from zhuisu.recall.inquiries import HeldInquiry, ask, forget, of, stop, visible
from zhuisu.recall.inquiry_answer import tallied, things
from zhuisu.recall.models import Inquiry
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.registry.concerning import catch_up
from zhuisu.tracing import scope
from zhuisu.tracing.scope_answer import Aspect

pytestmark = pytest.mark.usefixtures("recalls")
ABOUT_GRAPES = Asked(codes=(GRAPE_LOT,))
DETONATOR = "detonator:1360315A12345"


@pytest.fixture(autouse=True)
def _no_scopes_are_left() -> Iterator[None]:
    yield
    for row in Inquiry.objects.exclude(scope=None):
        forget(row.pk, actor=OPERATOR)


def asked(about: Asked = ABOUT_GRAPES, actor: Actor = OPERATOR, purpose: Purpose = Purpose.SCOPE) -> HeldInquiry:
    inquiry = ask(about, actor=actor, purpose=purpose)
    assert isinstance(inquiry, HeldInquiry), inquiry
    return inquiry


def now(inquiry: HeldInquiry, actor: Actor = OPERATOR) -> HeldInquiry:
    found = of(inquiry.id, actor)
    assert isinstance(found, HeldInquiry), found
    return found


def refused(answer: object) -> tuple[Why, str]:
    assert isinstance(answer, Refusal), answer
    return answer.why, answer.findings[0].code


def grown(about: Asked = ABOUT_GRAPES, actor: Actor = OPERATOR, purpose: Purpose = Purpose.SCOPE) -> HeldInquiry:
    inquiry = asked(about, actor, purpose)
    assert grow_next() == 1
    return now(inquiry, actor)


def keys(answer: Any) -> set[str]:
    assert not isinstance(answer, Refusal), answer
    return {each.key for each in answer}


def marked() -> None:
    """The events get their scope keys."""
    sequencer.run_once()
    catch_up()


def test_an_inquiry_waits_grows_and_is_read() -> None:
    vintage()
    inquiry = asked()
    assert (inquiry.state, inquiry.has_things, inquiry.keys) == ("waiting", False, (GRAPES,))
    assert grow_next() == 1
    told = now(inquiry)
    assert (told.state, told.outcome, told.things) == ("ended", "whole", 7)
    assert keys(things(inquiry.id, OPERATOR)) == {GRAPES, *KEYS}
    assert grow_next() == 0


def test_the_one_who_asked_is_on_record() -> None:
    vintage()
    inquiry = asked()
    facts = Audit.objects.filter(verb="inquiry.asked", actor="operator").values_list("facts", flat=True).get()
    assert facts == {"inquiry": str(inquiry.id), "purpose": "scope", "label": GRAPES, "seeds": 1}


@pytest.mark.parametrize("actor", [GROWER, AUDITOR])
def test_who_supervises_nothing_may_not_inquire(actor: Actor) -> None:
    vintage()
    assert refused(ask(ABOUT_GRAPES, actor=actor)) == (Why.FORBIDDEN, "inquiry.forbidden")


def test_a_department_asks_about_what_it_may_see_and_no_more() -> None:
    approved("product", {"key": "01/06901234567892", "name": "葡萄", "category": "produce", "variety": "fruit"})
    grapes: dict[str, Any] = {"epcList": [], "quantityList": [{"epcClass": GRAPE_LOT, "quantity": 50, "uom": "KGM"}]}
    place = {"id": "https://id.gs1.org/414/6901234000016"}
    approved("place", {"key": "414/6901234000016", "kind": "plant", "name": "酒窖", "region": "450721"})
    captured(event(1, 1, "ObjectEvent", action="ADD", bizStep="commissioning", readPoint=place, **grapes))
    marked()
    assert asked(actor=AGRICULTURE).account == "agriculture"
    assert refused(ask(ABOUT_GRAPES, actor=DISTRICT)) == (Why.FORBIDDEN, "inquiry.out_of_sight")
    assert refused(ask(ABOUT_GRAPES, actor=POLICE)) == (Why.FORBIDDEN, "inquiry.out_of_sight")


def test_an_inquiry_is_seen_by_who_asked_and_by_who_sees_everything() -> None:
    vintage()
    inquiry = asked(actor=OFFICE)
    seeing = {actor.name for actor in (OFFICE, OPERATOR, AUDITOR, AGRICULTURE, GROWER) if visible(actor).exists()}
    assert seeing == {"office", "operator", "auditor"}
    assert refused(of(inquiry.id, AGRICULTURE)) == (Why.UNKNOWN, "inquiry.unknown")
    assert refused(stop(inquiry.id, actor=AUDITOR)) == (Why.FORBIDDEN, "inquiry.not_yours")


def test_one_that_waits_is_stopped_before_it_begins() -> None:
    vintage()
    inquiry = asked()
    told = stop(inquiry.id, actor=OPERATOR)
    assert isinstance(told, HeldInquiry)
    assert (told.state, grow_next()) == ("stopped", 0)


def test_one_that_grows_stops_at_its_next_page_and_keeps_what_it_found(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    inquiry = asked()

    def begin_and_stop(*arguments: Any, **named: Any) -> Any:
        stop(inquiry.id, actor=OPERATOR)
        return scope.begin(*arguments, **named)

    monkeypatch.setattr(growing, "begin", begin_and_stop)
    grow_next()
    told = now(inquiry)
    assert (told.state, told.outcome, keys(things(inquiry.id, OPERATOR))) == ("stopped", "stopped", {GRAPES})


def test_one_whose_process_died_begins_again_and_leaves_no_table() -> None:
    vintage()
    inquiry = grown()
    first = inquiry.scope
    silent = datetime.now(UTC) - LOST - timedelta(seconds=1)
    Inquiry.objects.filter(pk=inquiry.id).update(state="growing", beat_at=silent, ended_at=None, outcome="")
    assert grow_next() == 1
    told = now(inquiry)
    assert (told.outcome, told.things, told.scope != first) == ("whole", 7, True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM scope")
        assert cursor.fetchone() == (1,)


def test_one_that_beats_is_not_begun_again() -> None:
    vintage()
    inquiry = asked()
    Inquiry.objects.filter(pk=inquiry.id).update(state="growing", beat_at=datetime.now(UTC))
    assert grow_next() == 0


def test_a_process_that_was_taken_for_dead_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    inquiry = asked()

    def begin_late(*arguments: Any, **named: Any) -> Any:
        Inquiry.objects.filter(pk=inquiry.id).update(started_at=datetime.now(UTC) + timedelta(seconds=1))
        return scope.begin(*arguments, **named)

    monkeypatch.setattr(growing, "begin", begin_late)
    assert grow_next() == 1
    assert (now(inquiry).state, now(inquiry).has_things) == ("growing", False)


def test_a_bug_ends_an_inquiry_and_not_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    inquiry = asked()

    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(growing, "grow", fail)
    assert grow_next() == 1
    told = now(inquiry)
    assert (told.state, [each.code for each in told.findings]) == ("failed", ["inquiry.failed"])


def test_so_many_inquiries_of_one_account_are_under_way() -> None:
    vintage()
    for _ in range(inquiries.MOST_OPEN):
        asked()
    assert refused(ask(ABOUT_GRAPES, actor=OPERATOR)) == (Why.CONFLICT, "inquiry.too_many")
    assert asked(actor=OFFICE).state == "waiting"


def test_what_was_found_is_forgotten_and_that_it_was_asked_is_not() -> None:
    vintage()
    inquiry = grown()
    told = forget(inquiry.id, actor=OPERATOR)
    assert isinstance(told, HeldInquiry)
    assert (told.has_things, told.state) == (False, "ended")
    assert refused(things(inquiry.id, OPERATOR)) == (Why.CONFLICT, "inquiry.gone")


def test_what_nobody_reads_any_more_is_dropped() -> None:
    vintage()
    inquiry = grown()
    assert drop_next() == 0
    Inquiry.objects.filter(pk=inquiry.id).update(ended_at=datetime.now(UTC) - timedelta(days=8))
    assert (drop_next(), drop_next(), now(inquiry).has_things) == (1, 0, False)


def test_what_complaints_have_in_common_is_its_answer() -> None:
    vintage()
    about = Asked(complaints=(BOTTLES[4], BOTTLES[5]))
    told = grown(about, purpose=Purpose.COMMON)
    assert (told.direction, told.outcome) == (Direction.BACKWARD, "whole")
    assert told.answer is not None
    assert [source["key"] for source in told.answer["sources"]] == [GRAPES]
    assert refused(things(told.id, OPERATOR)) == (Why.CONFLICT, "inquiry.no_scope")


def test_one_complaint_has_nothing_in_common_with_itself() -> None:
    about = Asked(complaints=(BOTTLES[4], BOTTLES[4]))
    refusal = ask(about, actor=OPERATOR, purpose=Purpose.COMMON)
    assert refused(refusal) == (Why.INVALID, "asking.few_complaints")


def test_closed_goods_are_counted_and_not_named() -> None:
    """A detonator rides with the bottles: a department of produce learns that something does."""
    urn = "urn:zhuisu:detonator:1360315A12345"
    approved("product", {"key": "01/06901234500003", "name": "酒", "category": "produce", "variety": "fruit"})
    captured(
        event(1, 1, "ObjectEvent", epcList=[f"{WINE}/21/B0"], action="ADD", bizStep="commissioning"),
        event(2, 2, "TransformationEvent", inputEPCList=[f"{WINE}/21/B0"], outputEPCList=[urn, f"{WINE}/21/C"]),
    )
    marked()
    about = Asked(codes=(f"{WINE}/21/B0",))
    told = grown(about)
    Inquiry.objects.filter(pk=told.id).update(account=AGRICULTURE.name)
    assert keys(things(told.id, OPERATOR)) == {KEYS[0], DETONATOR, "01/06901234500003/21/C"}
    assert keys(things(told.id, AGRICULTURE)) == {KEYS[0], "01/06901234500003/21/C"}
    counted = tallied(told.id, AGRICULTURE, Aspect.PRODUCT)
    assert not isinstance(counted, Refusal)
    assert {each.key: each.things for each in counted} == {"01/06901234500003": 2, "closed": 1}


def test_nobody_reads_an_inquiry_that_is_not_there() -> None:
    assert refused(of(uuid4(), OPERATOR)) == (Why.UNKNOWN, "inquiry.unknown")


def test_a_container_is_followed_backward() -> None:
    vintage()
    told = grown(Asked(codes=(CASE_KEY,), direction=Direction.BACKWARD))
    assert GRAPES in keys(things(told.id, OPERATOR))
