"""Exposure: proposed by rule, decided by a person, answered by whom it is about, published, and taken back."""

from datetime import timedelta

import pytest

from tests.rating.cast import AUDITOR, DRUGS, FARMERS, NOW, account, connect, proposed, settled
from tests.recording.cast import AT_FARM, AT_STALL, GROWER, READER
from zhuisu.access.models import Audit
from zhuisu.rating.answering import answer
from zhuisu.rating.deciding import decide
from zhuisu.rating.exposed import exposed
from zhuisu.rating.formula import Kind
from zhuisu.rating.kinds import Reply, State, Verb
from zhuisu.rating.models import Exposure, ExposureStep
from zhuisu.rating.proposing import propose_next
from zhuisu.rating.refusing import Refusal
from zhuisu.rating.sight import own_exposures

pytestmark = pytest.mark.usefixtures("rated")
WHY = "连续两个月上报不及时"
SAID = "九月停电，已补报全部记录"


def codes(answered: object) -> list[str]:
    assert isinstance(answered, Refusal), answered
    return [finding.code for finding in answered.findings]


def announced() -> str:
    number = proposed().number
    done = decide(actor=FARMERS, number=number, verb=Verb.ANNOUNCE, why=WHY)
    assert isinstance(done, Exposure)
    return number


def test_who_was_below_long_enough_is_proposed_once() -> None:
    row = proposed()
    assert [each["score"] for each in row.months] == [42.0, 38.5]
    assert propose_next() == 0
    assert (row.state, row.number) == ("proposed", f"B{NOW.year}-00001")


def test_who_was_below_for_a_month_alone_is_not_proposed() -> None:
    settled((72.0, 38.5))
    assert propose_next() == 0


def test_an_account_of_a_person_is_not_proposed_as_a_system() -> None:
    account(AT_FARM)
    settled((0.0, 0.0), subject="farm", kind=Kind.SYSTEM)
    assert propose_next() == 0
    connect(AT_FARM)
    assert propose_next() == 1


def test_what_was_dismissed_is_not_proposed_again_for_the_same_months() -> None:
    number = proposed().number
    assert isinstance(decide(actor=FARMERS, number=number, verb=Verb.DISMISS, why=WHY), Exposure)
    assert propose_next() == 0


def test_nobody_is_told_or_published_before_a_person_decides() -> None:
    number = proposed().number
    assert not own_exposures(AT_FARM).exists()
    assert codes(decide(actor=FARMERS, number=number, verb=Verb.PUBLISH, why=WHY)) == ["exposure.wrong_state"]
    assert codes(answer(actor=AT_FARM, number=number, reply=Reply.OBJECTS, words=SAID)) == ["exposure.unknown"]
    assert not exposed()


def test_it_is_published_after_the_term_and_ends_by_itself() -> None:
    number = announced()
    assert codes(decide(actor=FARMERS, number=number, verb=Verb.PUBLISH, why=WHY)) == ["exposure.too_early"]
    later = NOW + timedelta(days=17)
    assert isinstance(decide(actor=FARMERS, number=number, verb=Verb.PUBLISH, why=WHY, now=later), Exposure)
    (row,) = exposed(now=later)
    assert (row.party, row.words, [each.score for each in row.months]) == (GROWER, WHY, [42.0, 38.5])
    assert not exposed(now=later + timedelta(days=181))
    assert codes(answer(actor=AT_FARM, number=number, reply=Reply.OBJECTS, words=SAID, now=later)) == ["exposure.over"]


def test_an_answer_is_heard_and_may_end_it() -> None:
    number = announced()
    assert codes(answer(actor=AT_STALL, number=number, reply=Reply.OBJECTS, words=SAID)) == ["exposure.unknown"]
    assert codes(answer(actor=READER, number=number, reply=Reply.OBJECTS, words=SAID)) == ["exposure.not_yours"]
    assert codes(answer(actor=AT_FARM, number=number, reply=Reply.OBJECTS, words="不服")) == ["rating.why"]
    heard = answer(actor=AT_FARM, number=number, reply=Reply.CORRECTED, words=SAID)
    assert isinstance(heard, Exposure)
    assert (heard.state, heard.answer) == ("answered", SAID)
    ended = decide(actor=FARMERS, number=number, verb=Verb.WITHDRAW, why="核实属实，予以撤回")
    assert isinstance(ended, Exposure)
    assert ended.state == State.WITHDRAWN
    assert list(ExposureStep.objects.order_by("id").values_list("verb", flat=True)) == [
        "propose", "announce", "corrected", "withdraw",
    ]  # fmt: skip
    assert Audit.objects.filter(verb__startswith="exposure").count() == 4


def test_only_those_who_supervise_the_field_decide_and_say_why() -> None:
    number = proposed().number
    assert codes(decide(actor=DRUGS, number=number, verb=Verb.ANNOUNCE, why=WHY)) == ["exposure.unknown"]
    assert codes(decide(actor=AUDITOR, number=number, verb=Verb.ANNOUNCE, why=WHY)) == ["exposure.forbidden"]
    assert codes(decide(actor=FARMERS, number=number, verb=Verb.ANNOUNCE, why=" ")) == ["rating.why"]
