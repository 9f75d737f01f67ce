"""Of a lot that several hold, each is told of its own part, and one part is lifted without the others."""

from decimal import Decimal
from io import BytesIO

import pytest

from tests.capture.cast import document
from tests.recall.cellar import event
from tests.recall.dairy import DAIRY, PARTIES, SHOPS
from tests.recall.outbreak import done, late, refused, widened
from tests.recall.vats import FIRST, LAST, SECOND, VAT, YOGHURT, amount, delivered, lot, recalled, sent
from tests.supervision.cast import OFFICE
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.capture.service import capture_document
from zhuisu.core.findings import Language
from zhuisu.recall import reaching
from zhuisu.recall.answering import Said, answer_by_link
from zhuisu.recall.kinds import Deed, Purpose
from zhuisu.recall.lifting import Part, Preview, Then, lift, preview_lift, reinstate
from zhuisu.recall.models import Holding, Notice, Warned
from zhuisu.recall.noticed import Noticed, noticed
from zhuisu.recall.reading import told
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.standing import in_force
from zhuisu.recall.wording import goods_in_words, letter_of

pytestmark = pytest.mark.usefixtures("recalls")

GOODS = "云岭酸奶 200 克（批号 C2）"


@pytest.fixture
def number(recalls: None) -> str:
    delivered()
    return recalled()


def notice(number: str, party: str) -> Noticed:
    return noticed(Holding.objects.select_related("recall").get(recall__number=number, holder=party))


def due(number: str) -> dict[str, float]:
    """How many kilograms each shop is to account for."""
    rows = Holding.objects.select_related("recall").filter(recall__number=number, holder__in=PARTIES)
    return {row.holder: float(line.due) for row in rows for line in noticed(row).lines if line.uom == "KGM"}


def lifted(number: str) -> int:
    recall = told(number, OFFICE)
    assert recall is not None
    assert recall.effect is not None
    return recall.effect.lifted


def test_each_holder_of_a_part_of_a_lot_is_told_of_that_part(number: str) -> None:
    assert due(number) == {FIRST: 40, SECOND: 40, LAST: 20}
    assert {notice(number, party).in_force for party in (FIRST, SECOND, LAST)} == {True}
    assert {goods_in_words(notice(number, party), Language.ZH) for party in (FIRST, SECOND, LAST)} == {GOODS}
    words = letter_of(notice(number, FIRST), Purpose.FIRST)
    assert f"老街便利店：您处有或有过 {GOODS}，现发召回通知。按记录，您处应有 40 千克。" in words.short.zh
    assert "By the records, 20 kg should be there." in letter_of(notice(number, LAST), Purpose.FIRST).short.en


def test_a_holder_of_a_part_answers_for_the_product_that_it_has(number: str) -> None:
    row = Holding.objects.select_related("recall").get(recall__number=number, holder=FIRST)
    found = answer_by_link(holding=row, said=Said(Deed.ISOLATED, Decimal(30), "KGM", key=YOGHURT))
    assert not isinstance(found, Refusal)
    assert [float(line.left) for line in notice(number, FIRST).lines] == [10]


@pytest.mark.parametrize(("party", "kilograms"), [(FIRST, 40), (LAST, 20)])
def test_what_one_holder_has_of_a_lot_is_lifted_alone(number: str, party: str, kilograms: float) -> None:
    before = due(number)
    seen = preview_lift(number, Part(holder=party), actor=OFFICE)
    assert isinstance(seen, Preview)
    assert (seen.things, seen.batches, [each.key for each in seen.holders], seen.is_all) == (1, 1, [party], False)
    done(lift(number, Part(holder=party), actor=OFFICE, reason="复检合格"))
    assert due(number) == {holder: amount for holder, amount in before.items() if holder != party}
    assert sum(before.values()) - sum(due(number).values()) == kilograms
    assert (set(in_force([VAT])), lifted(number)) == ({VAT}, 1)
    others = [each for each in (FIRST, SECOND, LAST) if each != party]
    assert [notice(number, each).in_force for each in (party, *others)] == [False, True, True]
    done(reinstate(number, Part(holder=party), actor=OFFICE, reason="弄错了"))
    assert (due(number), lifted(number), notice(number, party).in_force) == (before, 0, True)


def test_what_comes_to_a_holder_after_its_share_was_lifted_counts(number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reaching, "_MOST_PAUSE_SECONDS", 0.0)
    done(lift(number, Part(holder=FIRST), actor=OFFICE, reason="复检合格"))
    late(*sent(50, 12, lot("C2"), 10, SHOPS[1], SHOPS[0]))
    assert widened() == 1
    assert due(number) == {FIRST: 10, SECOND: 30, LAST: 20}
    assert notice(number, FIRST).in_force
    assert Notice.objects.filter(holding__holder=FIRST, purpose="widened").exists()


def test_who_has_nothing_left_of_it_is_told_that_all_is_lifted(number: str) -> None:
    done(lift(number, Part(holder=FIRST), actor=OFFICE, reason="复检合格"))
    (body,) = Notice.objects.filter(holding__holder=FIRST, purpose="lifted").values_list("body", flat=True)
    assert body == f"老街便利店：您处的 {GOODS} 已经全部解除，可以恢复正常销售和使用。"
    assert not Notice.objects.filter(purpose="lifted").exclude(holding__holder=FIRST).exists()


def test_a_lot_that_is_lifted_as_a_whole_is_lifted_of_everybody(number: str) -> None:
    done(lift(number, Part(holder=FIRST), actor=OFFICE, reason="复检合格"))
    done(lift(number, Part(keys=(VAT,)), actor=OFFICE, reason="复检合格"))
    assert (due(number), in_force([VAT])) == ({}, {})
    assert [notice(number, party).in_force for party in (FIRST, SECOND, LAST)] == [False] * 3
    assert goods_in_words(notice(number, SECOND), Language.ZH) == GOODS
    assert refused(reinstate(number, Part(holder=FIRST), actor=OFFICE, reason="弄错了"))[1] == "recall.no_such_part"
    done(reinstate(number, Part(keys=(VAT,)), actor=OFFICE, reason="弄错了"))
    assert due(number) == {FIRST: 40, SECOND: 40, LAST: 20}


def test_the_last_share_that_is_lifted_ends_the_recall(number: str) -> None:
    for party in (DAIRY, FIRST, SECOND):
        done(lift(number, Part(holder=party), actor=OFFICE, reason="复检合格"))
    rest = Part(holder=LAST)
    assert refused(lift(number, rest, actor=OFFICE, reason="复检合格"))[1] == "recall.whole_part"
    assert done(lift(number, rest, actor=OFFICE, reason="复检合格", then=Then.CLOSE)).state == "closed"


def test_whose_share_is_lifted_sells_it_unwarned_and_nobody_else_does(number: str) -> None:
    done(lift(number, Part(holder=FIRST), actor=OFFICE, reason="复检合格"))
    goods = {"quantityList": [amount(lot("C2"), 5)], "epcList": [], "action": "DELETE", "bizStep": "retail_selling"}
    for at, (party, warned) in enumerate(((FIRST, 0), (SECOND, 1))):
        scopes = frozenset({Scope.CAPTURE})
        till = Actor(name=f"till{at}", kind=ActorKind.ENTERPRISE, party=party, scopes=scopes)
        capture_document(BytesIO(document(event(40 + at, 20, "ObjectEvent", SHOPS[at], **goods))), actor=till)
        assert Warned.objects.count() == warned


def test_of_who_has_none_of_it_nothing_is_lifted(number: str) -> None:
    assert refused(lift(number, Part(holder=PARTIES[3]), actor=OFFICE, reason="复检合格"))[1] == "recall.no_such_part"
    part = Part(holder=FIRST, product="01/06901234567007")
    assert refused(lift(number, part, actor=OFFICE, reason="复检合格"))[1] == "recall.no_such_part"
