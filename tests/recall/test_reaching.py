"""What is recorded after the freeze widens a recall visibly; corrections take things out of it, visibly."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from tests.recall.cellar import BOTTLES, CASE, GRAPE_LOT, KEYS, MAKER, SHOP, event
from tests.recall.outbreak import SHOP_PARTY, done, drafted, frozen, issued, late, refused, widened
from tests.supervision.cast import OFFICE
from zhuisu.recall import arriving, pacing, reaching
from zhuisu.recall.asking import Asked
from zhuisu.recall.closing import withdraw
from zhuisu.recall.freezing import freeze
from zhuisu.recall.models import Affected, Holding, Recall
from zhuisu.recall.reaching import ask_again, widen_next
from zhuisu.recall.reading import differences, holders, reaches, steps, told
from zhuisu.recall.refusing import Why

pytestmark = pytest.mark.usefixtures("recalls")

VINEGAR = "https://id.gs1.org/01/06901234500010/21/V1"
ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
SOLD = event(11, 11, "ObjectEvent", SHOP, epcList=BOTTLES[:1], action="DELETE", bizStep="retail_selling")
SOURED = event(
    12, 12, "TransformationEvent", SHOP, inputEPCList=BOTTLES[1:2], outputEPCList=[VINEGAR], bizStep="commissioning"
)
ELSEWHERE = event(13, 13, "ObjectEvent", SHOP, epcList=[f"{VINEGAR}9"], action="ADD", bizStep="commissioning")


def stale(number: str) -> bool:
    return Recall.objects.exclude(stale_at=None).filter(number=number).exists()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Events of now are followed now, not after a pause."""
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)


def test_an_event_of_a_container_makes_the_recall_of_what_is_in_it_due() -> None:
    number = frozen()
    late(ARRIVED)
    assert stale(number)
    assert steps(number, OFFICE)[-1].verb == "stale"


def test_an_event_that_touches_nothing_of_it_does_not() -> None:
    number = frozen()
    late(ELSEWHERE)
    assert not stale(number)
    assert widen_next() == 0


def test_what_moved_is_listed_with_where_it_was_and_is() -> None:
    number = issued()
    late(ARRIVED, SOLD)
    assert widened() == 1
    (_, second) = reaches(number, OFFICE)
    assert (second.number, second.cause, second.added, second.changed, second.gone) == (1, "events", 0, 4, 0)
    assert len(second.events) == 2
    shifts = {each.key: (each.what, each.state_before, each.state) for each in differences(number, 1, OFFICE)}
    assert shifts[KEYS[0]] == ("changed", "in_transit", "sold")
    assert shifts[KEYS[1]] == ("changed", "in_transit", "in_stock")
    assert not stale(number)


def test_who_is_new_is_told_and_stands_among_the_holders() -> None:
    number = issued()
    late(ARRIVED)
    widened()
    (shop,) = [each for each in holders(number, OFFICE) if each.holder == SHOP_PARTY]
    assert (shop.name, shop.things, shop.came) == ("老街酒行", 4, 1)
    recall = told(number, OFFICE)
    assert recall is not None
    assert shop.due_at == recall.notify_by
    assert Holding.objects.get(holder=SHOP_PARTY).notices.values_list("purpose", flat=True).get() == "first"


def test_what_is_made_of_it_later_comes_in() -> None:
    number = issued()
    late(ARRIVED, SOURED)
    widened()
    (added,) = differences(number, 1, OFFICE, what="added")
    assert (added.key, added.state, added.holder) == ("01/06901234500010/21/V1", "in_stock", SHOP_PARTY)
    assert Affected.objects.get(thing=added.key).came == 1


def test_what_was_declared_in_error_is_gone_and_comes_back_if_it_is_told_again() -> None:
    number = issued(more=(SOURED,))
    wrong = {"errorDeclaration": {"declarationTime": "2026-06-20T08:00:00.000+08:00", "reason": "incorrect_data"}}
    late({**SOURED, **wrong})
    widened()
    assert [each.key for each in differences(number, 1, OFFICE, what="gone")] == ["01/06901234500010/21/V1"]
    assert Affected.objects.get(thing="01/06901234500010/21/V1").gone == 1
    late({**SOURED, "eventID": f"urn:uuid:{uuid4()}"})
    widened()
    assert [each.key for each in differences(number, 2, OFFICE, what="added")] == ["01/06901234500010/21/V1"]
    assert Affected.objects.get(thing="01/06901234500010/21/V1").gone is None


def test_a_look_that_finds_nothing_new_leaves_no_reach_unless_somebody_asked() -> None:
    number = issued()
    late(event(14, 5, "ObjectEvent", epcList=BOTTLES[5:], action="OBSERVE", bizStep="inspecting"))
    assert stale(number)
    widened()
    assert len(reaches(number, OFFICE)) == 1
    again = done(ask_again(number, actor=OFFICE))
    assert (again.reach, again.growth) == (1, None)
    assert [each.cause for each in reaches(number, OFFICE)] == ["freeze", "asked"]


def test_what_is_recorded_while_the_scope_grows_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted()
    settle = reaching.settle

    def settle_after_more(*arguments: object) -> None:
        late(ARRIVED)  # its follower sees it before it can know that it matters
        settle(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(reaching, "settle", settle_after_more)
    done(freeze(number, actor=OFFICE))
    assert stale(number)


def test_a_large_scope_is_left_to_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "AT_ONCE_SECONDS", -1.0)
    number = drafted()
    recall = done(freeze(number, actor=OFFICE))
    assert recall.growth is not None
    assert (recall.state, recall.growth.cause, recall.next) == ("draft", "freeze", ("withdraw",))
    assert refused(freeze(number, actor=OFFICE)) == (Why.CONFLICT, "recall.is_growing")
    assert widen_next() == 1
    assert Recall.objects.get(number=number).state == "frozen"


def test_a_scope_of_many_things_is_left_to_the_background_which_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reaching, "AT_ONCE_THINGS", 6)
    monkeypatch.setattr(arriving, "AT_ONCE", 3)
    monkeypatch.setattr(pacing, "BEAT_SECONDS", 0.0)
    number = drafted()
    assert done(freeze(number, actor=OFFICE)).growth is not None
    took, seen = pacing.Patience.took, []

    def look(*arguments: Any) -> None:
        took(*arguments)
        growth = done(told(number, OFFICE)).growth
        seen.append(growth and (growth.things, growth.is_found, growth.taken))

    monkeypatch.setattr(pacing.Patience, "took", look)
    assert widen_next() == 1
    assert seen == [(7, True, 3), (7, True, 6), (7, True, 7)]
    assert (Recall.objects.get(number=number).state, Recall.objects.get(number=number).taken) == ("frozen", 0)


def test_what_takes_too_long_to_be_taken_in_is_left_to_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted()
    settle = reaching.settle

    def settle_late(recall: int, followed: reaching.Followed, _: pacing.Pace) -> None:
        settle(recall, followed, pacing.Hurry(-1.0, 100))

    with monkeypatch.context() as patched:
        patched.setattr(reaching, "settle", settle_late)
        assert done(freeze(number, actor=OFFICE)).state == "draft"
    assert widen_next() == 1
    assert done(told(number, OFFICE)).state == "frozen"


def test_what_is_withdrawn_while_it_is_taken_in_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "AT_ONCE_SECONDS", -1.0)
    number = drafted()
    done(freeze(number, actor=OFFICE))
    took = pacing.Patience.took

    def withdrawn(*arguments: Any) -> None:
        done(withdraw(number, actor=OFFICE))
        took(*arguments)

    monkeypatch.setattr(pacing.Patience, "took", withdrawn)
    assert widen_next() == 1
    assert (Affected.objects.count(), done(told(number, OFFICE)).state) == (0, "withdrawn")
    assert widen_next() == 0


def test_a_scope_that_fails_is_told_and_tried_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    number = drafted()

    def broken(*_: object, **__: object) -> str:
        raise ValueError("a bug")

    monkeypatch.setattr(reaching, "grow", broken)
    recall = done(freeze(number, actor=OFFICE))
    assert recall.growth is not None
    assert recall.growth.fault == "ValueError"
    assert steps(number, OFFICE)[-1].verb == "failed"
    assert (widen_next(), recall.next) == (0, ("change", "freeze", "withdraw"))


def test_nobody_else_follows_a_recall_that_is_followed() -> None:
    number = drafted()
    row = Recall.objects.get(number=number)
    with reaching._claimed(row.pk) as is_mine, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = %s", [reaching._CLASS])
        assert (is_mine, cursor.fetchone()) == (True, (1,))


def test_a_new_batch_of_the_supplier_that_was_asked_about_comes_in() -> None:
    asked = Asked(supplier=MAKER.removeprefix("https://id.gs1.org/"))
    number = drafted()
    Recall.objects.filter(number=number).update(asked={"codes": [GRAPE_LOT], "supplier": asked.supplier})
    done(freeze(number, actor=OFFICE))
    sender: dict[str, Any] = {"sourceList": [{"type": "owning_party", "source": MAKER}]}
    other = "https://id.gs1.org/00/369012340000000024"
    late(event(15, 15, "ObjectEvent", epcList=[other], action="OBSERVE", bizStep="shipping", **sender))
    assert stale(number)
    assert widened() == 1
    assert [each.key for each in differences(number, 1, OFFICE, what="added")] == ["00/369012340000000024"]
