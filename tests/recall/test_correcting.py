"""What an issued recall says is put right: at once where it is read, told to its holders, the old words on record."""

from datetime import UTC, datetime

import pytest

from tests.recall.cellar import GRAPES
from tests.recall.outbreak import WINERY, done, drafted, frozen, issued, refused
from tests.supervision.cast import OFFICE, POLICE
from zhuisu.access.models import Audit
from zhuisu.recall.correcting import Correction, correct
from zhuisu.recall.models import Holding, Notice
from zhuisu.recall.reading import steps, told
from zhuisu.recall.refusing import Why
from zhuisu.recall.standing import in_force
from zhuisu.recall.steps import words

pytestmark = pytest.mark.usefixtures("recalls")

RIGHT = Correction(reason="监督抽检不合格", hazard="长期饮用可能损害肾脏", advice_en="Take it back to the shop.")
WHY = "原来的危害写错了"


def test_it_is_said_at_once_told_to_the_holders_and_the_old_words_stay() -> None:
    number = issued()
    Holding.objects.update(told_at=datetime.now(UTC))
    corrected = done(correct(number, RIGHT, actor=OFFICE, why=WHY))
    assert (corrected.hazard, corrected.advice_en) == ("长期饮用可能损害肾脏", "Take it back to the shop.")
    assert in_force([GRAPES])[GRAPES][0].hazard == "长期饮用可能损害肾脏"
    (sent,) = Notice.objects.filter(purpose="corrected")
    assert sent.holding is not None
    assert (sent.holding.holder, "长期饮用可能损害肾脏" in sent.body) == (WINERY, True)
    assert "Take it back to the shop." in sent.body
    (step,) = [each for each in steps(number, OFFICE) if each.verb == "corrected"]
    assert words(step).zh == (
        "更正（第 2 版）：原来的危害写错了；原文 危害 “可能损害神经系统”、给消费者的英文建议 （空）；"
        "现文 危害 “长期饮用可能损害肾脏”、给消费者的英文建议 “Take it back to the shop.”"
    )
    assert Audit.objects.get(verb="recall corrected").facts["before"] == {"hazard": "可能损害神经系统", "advice_en": ""}
    again = done(correct(number, Correction(hazard=""), actor=OFFICE, why="不确定"))
    assert (again.hazard, steps(number, OFFICE)[-2].facts["version"]) == ("", 3)


def test_what_is_frozen_is_corrected_before_anybody_is_told() -> None:
    number = frozen()
    assert done(correct(number, RIGHT, actor=OFFICE, why=WHY)).hazard == "长期饮用可能损害肾脏"
    assert not Notice.objects.exists()


def test_what_is_wrong_with_a_correction_is_said() -> None:
    number = issued()
    assert refused(correct(number, Correction(reason="监督抽检不合格"), actor=OFFICE, why=WHY)) == (
        Why.CONFLICT, "recall.nothing_corrected",
    )  # fmt: skip
    assert refused(correct(number, RIGHT, actor=OFFICE, why=" ")) == (Why.INVALID, "recall.no_reason")
    assert refused(correct(number, Correction(reason=""), actor=OFFICE, why=WHY)) == (Why.INVALID, "recall.empty")
    odd = Correction(advice="退\u202e货")
    assert refused(correct(number, odd, actor=OFFICE, why=WHY)) == (Why.INVALID, "recall.odd_letter_in")
    assert refused(correct(number, RIGHT, actor=POLICE, why=WHY)) == (Why.UNKNOWN, "recall.unknown")
    recall = told(number, OFFICE)
    assert recall is not None
    assert (recall.hazard, "correct" in recall.next) == ("可能损害神经系统", True)


def test_a_draft_is_changed_and_not_corrected() -> None:
    assert refused(correct(drafted(), RIGHT, actor=OFFICE, why=WHY))[0] is Why.CONFLICT
