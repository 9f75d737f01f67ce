"""A recall is drafted and its scope frozen with the evidence of what the ledger was."""

from datetime import UTC, datetime

import msgspec
import pytest

from tests.recall.cellar import GRAPES, KEYS
from tests.recall.outbreak import PLAN, SHOP_PARTY, WINERY, done, drafted, frozen, refused
from tests.supervision.cast import AGRICULTURE, AUDITOR, GROWER, OFFICE, POLICE
from zhuisu.access.models import Audit
from zhuisu.recall.asking import Asked
from zhuisu.recall.drafting import Plan, change_draft, draft, plan_of
from zhuisu.recall.freezing import freeze, holds
from zhuisu.recall.held import HeldStep
from zhuisu.recall.models import Affected, Recall
from zhuisu.recall.reading import holders, reaches, steps, things, told
from zhuisu.recall.refusing import Why
from zhuisu.recall.steps import words
from zhuisu.recall.writing import NOBODY

pytestmark = pytest.mark.usefixtures("recalls")


def test_a_draft_is_numbered_by_its_year_and_on_record() -> None:
    number = drafted()
    second = done(draft(PLAN, actor=OFFICE)).number
    assert int(second[-5:]) == int(number[-5:]) + 1
    assert number.startswith("R20")
    assert Audit.objects.filter(verb="recall drafted", actor="office").count() == 2


def test_a_draft_has_no_one_in_its_scope_and_may_be_changed() -> None:
    number = drafted()
    changed = change_draft(number, msgspec.structs.replace(PLAN, title="葡萄酒铅超标"), actor=OFFICE)
    assert done(changed).title == "葡萄酒铅超标"
    assert things(number, OFFICE) == []
    assert [each.verb for each in steps(number, OFFICE)] == ["drafted", "changed"]


def test_what_a_draft_says_can_be_read_back_as_a_plan() -> None:
    number = drafted()
    plan = plan_of(Recall.objects.get(number=number))
    assert plan == msgspec.structs.replace(PLAN, product=plan.product, is_public=True)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (msgspec.structs.replace(PLAN, grade=""), "recall.no_grade"),
        (msgspec.structs.replace(PLAN, kind="ban"), "recall.needless_grade"),
        (msgspec.structs.replace(PLAN, kind="fire"), "recall.no_kind"),
        (msgspec.structs.replace(PLAN, category="shoes"), "recall.no_category"),
        (msgspec.structs.replace(PLAN, title=" "), "recall.empty"),
        (msgspec.structs.replace(PLAN, title="葡萄酒\u202e召回"), "recall.odd_letter_in"),
        (msgspec.structs.replace(PLAN, reason="长" * 2_001), "recall.too_long"),
        (msgspec.structs.replace(PLAN, asked=Asked()), "asking.empty"),
    ],
)
def test_a_draft_that_says_something_wrong_is_refused(plan: Plan, code: str) -> None:
    assert refused(draft(plan, actor=OFFICE)) == (Why.INVALID, code)


def test_who_does_not_answer_for_a_category_may_not_recall_in_it() -> None:
    assert refused(draft(PLAN, actor=AGRICULTURE)) == (Why.FORBIDDEN, "recall.not_yours")
    assert refused(draft(PLAN, actor=POLICE)) == (Why.FORBIDDEN, "recall.not_yours")
    for actor in (GROWER, AUDITOR):
        assert refused(draft(PLAN, actor=actor)) == (Why.FORBIDDEN, "recall.forbidden")


def test_freezing_fixes_every_thing_with_where_it_stands() -> None:
    number = frozen()
    told_things = {each.key: each.state for each in things(number, OFFICE)}
    assert told_things == {
        GRAPES: "unknown",
        **dict.fromkeys(KEYS[:4], "in_transit"),
        KEYS[4]: "sold",
        KEYS[5]: "destroyed",
    }
    recall = told(number, OFFICE)
    assert recall is not None
    assert (recall.state, recall.growth, recall.next[0]) == ("frozen", None, "issue")
    assert [(each.number, each.cause, each.things, each.outcome) for each in reaches(number, OFFICE)] == [
        (0, "freeze", 7, "whole")
    ]


def test_each_holder_is_told_of_with_what_it_has() -> None:
    number = frozen()
    (winery,) = [each for each in holders(number, OFFICE) if each.holder == WINERY]
    assert (winery.name, winery.region) == ("云雾酒庄", "450702")
    assert (winery.states["sold"], winery.states["destroyed"]) == (1, 1)
    assert SHOP_PARTY not in {each.holder for each in holders(number, OFFICE)}


def test_the_evidence_names_the_journal_and_holds_until_somebody_changes_the_scope() -> None:
    number = frozen()
    recall = told(number, OFFICE)
    assert recall is not None
    assert recall.evidence is not None
    assert (recall.evidence.journal, recall.evidence.things) == (5, 7)
    assert holds(number, OFFICE) is True
    Affected.objects.filter(thing=KEYS[0]).update(came_state="sold")
    assert holds(number, OFFICE) is False


def test_what_is_frozen_stays_as_it_is() -> None:
    number = frozen()
    assert refused(change_draft(number, PLAN, actor=OFFICE)) == (Why.CONFLICT, "recall.not_draft")
    assert refused(freeze(number, actor=OFFICE)) == (Why.CONFLICT, "recall.not_draft")


def test_a_recall_that_one_does_not_see_is_unknown() -> None:
    number = frozen()
    assert refused(freeze(number, actor=POLICE)) == (Why.UNKNOWN, "recall.unknown")
    assert told(number, POLICE) is None
    assert told(number, GROWER) is None


def test_every_step_is_told_in_words() -> None:
    number = frozen()
    spoken = [words(each) for each in steps(number, OFFICE)]
    assert spoken[0].zh == "起草：葡萄酒检出铅超标"
    assert spoken[-1].zh.startswith("冻结范围：7 件，")
    assert all(each.en and "{" not in each.zh for each in spoken)


def test_steps_name_times_purposes_and_deeds_as_people_do() -> None:
    at = datetime(2026, 6, 10, tzinfo=UTC)
    told_facts = {"holders": 1, "purpose": "first"}
    answered = {"holder": "老王鲜肉摊", "deed": "isolated"}
    weighed = {**answered, "quantity": "50 KGM"}
    lost = {"holder": "老王鲜肉摊", "purpose": "first", "channel": "sms", "fault": NOBODY}
    issued_facts = {"holders": 2, "notify_by": "2026-11-28T05:12+00:00"}
    spoken = [
        words(HeldStep(id=1, at=at, actor="zhuisu", verb=verb, facts=facts)).zh
        for verb, facts in (
            ("told", told_facts),
            ("answered", answered),
            ("answered", weighed),
            ("given_up", lost),
            ("issued", issued_facts),
        )
    ]
    assert spoken == [
        "通知了 1 个持有者（首次通知）",
        "老王鲜肉摊 答复：已封存 全部剩余",
        "老王鲜肉摊 答复：已封存 50 千克",
        "给 老王鲜肉摊 的通知（首次通知，短信）没有送到：没有登录账户，登记簿里也没有手机号和邮箱，请另行送达",
        "发布：2 个持有者，2026-11-28 13:12 前通知到位",
    ]
