"""A recall comes into force with the deadlines of its rule; a part is lifted; it is closed or undone."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from tests.recall.cellar import CASE, GRAPE_LOT, GRAPES, KEYS, SHOP, event, vintage
from tests.recall.outbreak import (
    PLAN,
    SHOP_PARTY,
    WINERY,
    done,
    drafted,
    frozen,
    issued,
    late,
    places,
    refused,
    settled,
    widened,
)
from tests.registry.cast import approved
from tests.supervision.cast import AUDITOR, DISTRICT, OFFICE
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Account
from zhuisu.recall import issuing, keeping, reaching
from zhuisu.recall.answering import Said, answer, holdings_of
from zhuisu.recall.asking import Asked
from zhuisu.recall.clock import EVERY, escalate, tick
from zhuisu.recall.closing import close, withdraw
from zhuisu.recall.drafting import draft
from zhuisu.recall.freezing import freeze
from zhuisu.recall.issuing import issue, tell_next
from zhuisu.recall.keeping import visible
from zhuisu.recall.kinds import Deed
from zhuisu.recall.lifting import Part, Preview, Then, lift, preview_lift, reinstate
from zhuisu.recall.models import Affected, Holding, Notice, Recall
from zhuisu.recall.reading import Only, holders, holding, reaches, steps, things, told
from zhuisu.recall.refusing import Why
from zhuisu.recall.reporting import report
from zhuisu.recall.standing import in_force

pytestmark = pytest.mark.usefixtures("recalls")

ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
SHOPKEEPER = Actor(name="shop", kind=ActorKind.ENTERPRISE, party=SHOP_PARTY, scopes=frozenset({Scope.READ}))
VINTNER = Actor(name="vintner", kind=ActorKind.ENTERPRISE, party=WINERY, scopes=frozenset({Scope.READ}))
FOOD = Actor(
    name="food", kind=ActorKind.DEPARTMENT, scopes=frozenset({Scope.READ, Scope.SUPERVISE}),
    categories=frozenset({"food"}), regions=frozenset({"450721"}),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)


def holder(number: str, party: str) -> Holding:
    return Holding.objects.select_related("recall").get(recall__number=number, holder=party)


def kept(*, kind: str, regions: tuple[str, ...] = ()) -> None:
    """An account of officials."""
    scopes = ["read", "supervise"]
    Account.objects.create(name=f"{kind}{len(regions)}", kind=kind, scopes=scopes, categories=["food"], regions=regions)


def verbs(number: str) -> list[str]:
    return [each.verb for each in steps(number, OFFICE)]


def test_the_hours_of_the_rule_run_from_the_issue() -> None:
    recall = done(issue(frozen(), actor=OFFICE))
    assert recall.issued_at is not None
    assert recall.terms is not None
    assert recall.notify_by == recall.issued_at + timedelta(hours=24)
    assert recall.complete_by is not None
    assert (recall.terms.notify_hours, recall.terms.grade_name.zh[:2]) == (24, "一级")
    assert (recall.is_public, recall.state) == (True, "issued")


def test_holders_are_told_when_it_is_issued_and_not_before() -> None:
    number = frozen()
    assert not Notice.objects.exists()
    done(issue(number, actor=OFFICE))
    assert set(Notice.objects.values_list("holding__holder", "purpose")) == {(WINERY, "first")}
    assert "unreached" in verbs(number)
    assert tell_next() == 0


def test_many_holders_are_told_a_portion_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "TOLD_AT_ONCE", 1)
    number = frozen(more=(ARRIVED,))
    done(issue(number, actor=OFFICE))
    assert Notice.objects.count() == 1
    assert (tell_next(), Notice.objects.count(), tell_next()) == (1, 2, 0)


def test_what_is_not_frozen_cannot_be_issued() -> None:
    number = drafted()
    assert refused(issue(number, actor=OFFICE)) == (Why.CONFLICT, "recall.not_frozen")
    assert refused(issue(number, actor=AUDITOR)) == (Why.FORBIDDEN, "recall.forbidden")


def test_from_the_issue_on_it_is_in_force_for_each_thing() -> None:
    number = frozen()
    assert in_force([*KEYS, GRAPES]) == {}
    done(issue(number, actor=OFFICE))
    known = in_force([*KEYS, GRAPES, "01/06901234500003/21/OTHER"])
    assert set(known) == {*KEYS, GRAPES}
    (standing,) = known[KEYS[0]]
    assert (standing.number, standing.title) == (number, "葡萄酒检出铅超标")
    assert (standing.state, standing.through) == ("issued", "")


def test_a_holder_sees_its_recall_and_none_of_the_others() -> None:
    number = issued(more=(ARRIVED,))
    recall = told(number, SHOPKEEPER)
    assert recall is not None
    assert (recall.next, recall.effect, recall.keys, recall.opened_by) == ((), None, (), "")
    assert [each.holder for each in holders(number, SHOPKEEPER)] == [SHOP_PARTY]
    assert {each.key for each in things(number, SHOPKEEPER)} == set(KEYS[:4])
    assert holding(holder(number, WINERY).pk, SHOPKEEPER) is None
    assert (reaches(number, SHOPKEEPER), steps(number, SHOPKEEPER)) == ([], [])


def test_a_department_sees_the_holders_of_its_region() -> None:
    number = issued(more=(ARRIVED,))
    assert [each.holder for each in holders(number, FOOD)] == [SHOP_PARTY]
    assert {each.holder for each in things(number, FOOD)} == {SHOP_PARTY}


def test_how_well_it_works_is_counted_from_what_holders_say() -> None:
    number = issued(more=(ARRIVED,))
    row = holder(number, SHOP_PARTY)
    answer(actor=SHOPKEEPER, holding=row, said=Said(Deed.ISOLATED))
    recall = told(number, OFFICE)
    assert recall is not None
    assert recall.effect is not None
    effect = recall.effect
    assert (effect.holders, effect.answered, effect.done, effect.answered_percent) == (2, 1, 2, 100)
    line, grapes = effect.lines
    assert (grapes.uom, grapes.expected, grapes.gone, grapes.found_percent) == ("KGM", 50, 50, None)
    assert (line.uom, line.isolated, line.found, line.gone) == ("", 4.0, 4.0, 2.0)
    assert holders(number, OFFICE, only=Only.OUTSTANDING) == []


def test_a_part_that_is_lifted_counts_no_more_and_its_holder_is_told() -> None:
    number = issued(more=(ARRIVED,))
    Holding.objects.update(told_at=datetime.now(UTC))
    done(lift(number, Part(keys=(KEYS[0],)), actor=OFFICE, reason="复检合格"))
    assert set(in_force(KEYS)) == set(KEYS[1:])
    row = holder(number, SHOP_PARTY)
    assert row.things == 3
    assert row.notices.filter(purpose="lifted").exists()
    done(reinstate(number, Part(keys=(KEYS[0],)), actor=OFFICE, reason="弄错了"))
    assert set(in_force(KEYS)) == set(KEYS)
    assert verbs(number)[-2:] != []
    assert [verb for verb in verbs(number) if verb in ("lifted", "reinstated")] == ["lifted", "reinstated"]


def test_what_comes_of_a_lifted_thing_is_lifted_with_it() -> None:
    number = issued(more=(ARRIVED,))
    done(lift(number, Part(keys=(KEYS[1],)), actor=OFFICE, reason="复检合格"))
    vinegar = "https://id.gs1.org/01/06901234500010/21/V1"
    made = {"inputEPCList": ["https://id.gs1.org/01/06901234500003/21/B1"], "outputEPCList": [vinegar]}
    late(event(12, 12, "TransformationEvent", SHOP, bizStep="commissioning", **made))
    Recall.objects.update(stale_at=datetime.now(UTC))
    widened()
    assert Affected.objects.get(thing="01/06901234500010/21/V1").lifted_at is not None


def test_a_batch_is_lifted_with_all_that_comes_of_it_alone() -> None:
    number = issued()
    seen = preview_lift(number, Part(batch=KEYS[0]), actor=OFFICE)
    assert isinstance(seen, Preview)
    assert (seen.things, seen.shared, seen.is_all) == (1, 0, False)
    grapes = preview_lift(number, Part(batch=GRAPES), actor=OFFICE)
    assert isinstance(grapes, Preview)
    assert (grapes.things, grapes.batches, grapes.is_all) == (7, 1, True)
    assert {each.key: each.things for each in grapes.holders}[WINERY] == 7
    assert not Affected.objects.exclude(lifted_at=None).exists()


def test_what_comes_of_another_recalled_batch_too_stays_recalled() -> None:
    other, blend = "https://id.gs1.org/01/06901234567892/10/G2", "https://id.gs1.org/01/06901234500010/21/X"
    grapes = [{"epcClass": lot, "quantity": 5, "uom": "KGM"} for lot in (GRAPE_LOT, other)]
    made = [
        event(
            20, 6, "TransformationEvent", inputQuantityList=grapes, outputEPCList=[f"{blend}1"], bizStep="commissioning"
        ),
        event(
            21,
            7,
            "TransformationEvent",
            inputQuantityList=grapes[:1],
            outputEPCList=[f"{blend}2"],
            bizStep="commissioning",
        ),
    ]
    vintage(*made)
    places()
    settled()
    plan = structs.replace(PLAN, asked=Asked(codes=(GRAPE_LOT, other)))
    number = done(issue(done(freeze(done(draft(plan, actor=OFFICE)).number, actor=OFFICE)).number, actor=OFFICE)).number
    seen = preview_lift(number, Part(batch=GRAPES), actor=OFFICE)
    assert isinstance(seen, Preview)
    assert (seen.shared, seen.is_all) == (1, False)
    done(lift(number, Part(batch=GRAPES), actor=OFFICE, reason="复检合格"))
    blends = [f"01/06901234500010/21/X{end}" for end in (1, 2)]
    assert set(in_force([GRAPES, *KEYS, *blends])) == {blends[0]}


def test_lifting_what_is_left_ends_it_when_that_is_said() -> None:
    number = issued()
    for key in KEYS[:4]:
        done(lift(number, Part(keys=(key,)), actor=OFFICE, reason="复检合格"))
    rest = Part(keys=(*KEYS[4:], GRAPES))
    assert refused(lift(number, rest, actor=OFFICE, reason="复检合格"))[1] == "recall.whole_part"
    closed = done(lift(number, rest, actor=OFFICE, reason="复检合格", then=Then.CLOSE))
    assert (closed.state, verbs(number)[-2:]) == ("closed", ["lifted", "closed"])
    assert in_force([GRAPES, *KEYS]) == {}


@pytest.mark.parametrize(
    ("part", "reason", "code"),
    [
        (Part(), "复检合格", "recall.no_part"),
        (Part(keys=("01/06901234500003/21/OTHER",)), "复检合格", "recall.no_such_part"),
        (Part(keys=(KEYS[0],)), " ", "recall.no_reason"),
        (Part(keys=(GRAPES, *KEYS)), "复检合格", "recall.whole_part"),
    ],
)
def test_a_part_that_cannot_be_lifted_is_refused_and_nothing_is_lifted(part: Part, reason: str, code: str) -> None:
    number = issued()
    assert refused(lift(number, part, actor=OFFICE, reason=reason))[1] == code
    assert not Affected.objects.exclude(lifted_at=None).exists()


def test_who_has_not_answered_is_reminded_once_half_of_the_time_is_over() -> None:
    number = issued()
    Holding.objects.update(told_at=datetime.now(UTC), state="told")
    assert tick() == 0
    later = datetime.now(UTC) + timedelta(hours=13)
    assert (tick(later), tick(later)) == (1, 0)
    assert holder(number, WINERY).notices.filter(purpose="reminder").count() == 1


def test_who_is_late_is_escalated_level_by_level_and_no_further() -> None:
    kept(kind="department", regions=("450702",))
    kept(kind="office")
    number = issued()
    late_by = datetime.now(UTC) + timedelta(hours=25)
    levels = []
    for day in range(4):
        tick(late_by + day * EVERY)
        levels.append(holder(number, WINERY).level)
    assert levels == [1, 2, 3, 3]
    notices = holder(number, WINERY).notices.filter(purpose="escalation").order_by("id")
    assert [each.address for each in notices] == ["department1", "office0", "office0"]
    assert verbs(number).count("escalated") == 3


def test_who_answered_for_all_is_left_alone() -> None:
    number = issued()
    Holding.objects.update(state="done")
    tick(datetime.now(UTC) + timedelta(days=40))
    assert not {"reminded", "escalated"} & set(verbs(number))
    assert refused(escalate(number, WINERY, actor=OFFICE)) == (Why.CONFLICT, "recall.no_holder")


def test_one_holder_is_escalated_by_hand() -> None:
    number = issued()
    done(escalate(number, WINERY, actor=OFFICE))
    assert holder(number, WINERY).level == 1


def test_closing_with_holders_outstanding_needs_a_reason() -> None:
    number = issued()
    assert refused(close(number, actor=OFFICE)) == (Why.CONFLICT, "recall.outstanding")
    recall = done(close(number, actor=OFFICE, reason="库存已全部封存"))
    assert (recall.state, recall.ended_by, recall.next) == ("closed", "office", ())
    assert [each.state for each in in_force(KEYS)[KEYS[0]]] == ["closed"]


def test_withdrawing_undoes_it_and_tells_who_was_told() -> None:
    number = issued()
    Holding.objects.update(told_at=datetime.now(UTC))
    assert refused(withdraw(number, actor=OFFICE)) == (Why.INVALID, "recall.no_reason")
    done(withdraw(number, actor=OFFICE, reason="复检合格"))
    assert in_force(KEYS) == {}
    assert holder(number, WINERY).notices.filter(purpose="withdrawn").exists()
    assert refused(withdraw(number, actor=OFFICE, reason="复检合格")) == (Why.CONFLICT, "recall.has_ended")


def test_a_draft_is_withdrawn_without_a_word() -> None:
    number = drafted()
    assert done(withdraw(number, actor=OFFICE)).state == "withdrawn"


def test_who_sees_a_part_of_the_holders_undoes_nothing() -> None:
    number = issued()
    row = Recall.objects.get(number=number)
    assert refused(close(number, actor=DISTRICT, reason="无关"))[1] in {"recall.not_whole", "recall.unknown"}
    assert "close" not in keeping.verbs(DISTRICT, row)
    assert "close" in keeping.verbs(OFFICE, row)


def test_the_report_of_its_progress_is_reminded_of_until_it_is_made() -> None:
    number = issued()
    recall = told(number, OFFICE)
    assert recall is not None
    assert recall.issued_at is not None
    assert recall.terms is not None
    hours = timedelta(hours=recall.terms.report_hours)
    assert recall.report_by == recall.issued_at + hours
    Holding.objects.update(state="done")
    assert tick(recall.issued_at + hours - timedelta(minutes=1)) == 0
    assert [tick(recall.issued_at + hours + timedelta(minutes=at)) for at in (1, 2)] == [1, 0]
    assert tick(recall.issued_at + 2 * hours + timedelta(minutes=2)) == 1
    reported = done(report(number, actor=OFFICE))
    assert reported.reported_at is not None
    assert reported.report_by == reported.reported_at + hours
    assert verbs(number)[-3:] == ["report due", "report due", "reported"]
    assert refused(report(number, actor=AUDITOR)) == (Why.FORBIDDEN, "recall.forbidden")


def test_an_association_sees_the_recalls_of_which_it_has_notices_and_no_others() -> None:
    number = issued(more=(ARRIVED,))
    guild = "uscc:51450700500720072Y"
    approved("party", {"key": guild, "kind": "association", "name": "酒业协会", "region": "450700"})
    scopes = frozenset({Scope.READ})
    actor = Actor(name="guild", kind=ActorKind.ASSOCIATION, party=guild, scopes=scopes)
    assert (list(visible(actor)), list(holdings_of(actor))) == ([], [])
    approved("relation", {"kind": "member", "party": guild, "other": SHOP_PARTY})
    assert [each.number for each in visible(actor)] == [number]
    assert [each.holder for each in holdings_of(actor)] == [SHOP_PARTY]
    Recall.objects.update(state="withdrawn", issued_at=None)
    assert (list(visible(actor)), list(holdings_of(actor))) == ([], [])
