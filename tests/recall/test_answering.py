"""Holders answer by their link or signed in; twice pressed is once answered; a wrong answer says what would do."""

from decimal import Decimal
from io import BytesIO
from typing import Any

import msgspec
import pytest
from PIL import Image

from tests.recall.notified import INSPECTOR, PORK, SELLER, STRANGER, notified, stall
from zhuisu.access.models import Audit
from zhuisu.core.findings import Language, sentence
from zhuisu.recall import links
from zhuisu.recall.answering import LINK, Said, answer, answer_by_link, holdings_of, mark_seen
from zhuisu.recall.answering_sentences import SENTENCES
from zhuisu.recall.evidence import MOST_BYTES, Photo
from zhuisu.recall.kinds import Deed
from zhuisu.recall.models import Answer, Evidence, Holding, Notice, Step
from zhuisu.recall.refusing import Refusal, Why
from zhuisu.recall.renewing import renew

pytestmark = pytest.mark.usefixtures("recalls")


def accepted(outcome: Answer | Refusal) -> Answer:
    assert isinstance(outcome, Answer), outcome
    return outcome


def refused(outcome: Answer | Refusal) -> str:
    assert isinstance(outcome, Refusal), outcome
    return outcome.findings[0].code


def photo() -> Photo:
    """With where it was taken in its metadata."""
    made, picture = BytesIO(), Image.new("RGB", (3000, 1500), "red")
    exif = Image.Exif()
    exif[0x010F] = "Phone Works"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(made, "JPEG", exif=exif)
    return Photo(made.getvalue(), "C:\\DCIM\\stall.jpg")


def test_a_part_is_answered_and_then_all() -> None:
    holding = notified()
    accepted(answer_by_link(holding=holding, said=Said(Deed.ISOLATED, Decimal(12))))
    holding.refresh_from_db()
    assert (holding.state, holding.done_at) == ("answered", None)
    accepted(answer_by_link(holding=holding, said=Said(Deed.SOLD)))
    holding.refresh_from_db()
    assert holding.state == "done"
    assert holding.done_at is not None


def test_an_answer_is_a_step_and_an_audit_row() -> None:
    holding = notified()
    made = accepted(answer_by_link(holding=holding, said=Said(Deed.ISOLATED, Decimal(20))))
    step, audit = Step.objects.get(), Audit.objects.get(verb="recall answered")
    assert (made.by, step.actor, step.verb, audit.actor) == (LINK, LINK, "answered", LINK)
    assert (step.facts["deed"], step.facts["quantity"]) == ("isolated", "20")


def test_a_button_pressed_twice_answers_once() -> None:
    holding = notified()
    said = Said(Deed.ISOLATED, Decimal(12), after=0)
    first, second = (accepted(answer_by_link(holding=holding, said=said)) for _ in range(2))
    assert first.pk == second.pk
    more = accepted(answer_by_link(holding=holding, said=Said(Deed.ISOLATED, Decimal(12), after=first.pk)))
    assert more.pk != first.pk


def test_a_correction_may_undo_what_was_done() -> None:
    holding = notified()
    first = accepted(answer_by_link(holding=holding, said=Said(Deed.SOLD, Decimal(20))))
    accepted(answer_by_link(holding=holding, said=Said(Deed.ISOLATED, Decimal(3), replaces=first.pk)))
    holding.refresh_from_db()
    assert (holding.state, holding.done_at) == ("answered", None)
    again = answer_by_link(holding=holding, said=Said(Deed.ISOLATED, Decimal(4), replaces=first.pk))
    assert refused(again) == "answer.not_replaceable"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said(Deed.ISOLATED, Decimal(0)), "answer.bad_quantity"),
        (Said(Deed.ISOLATED, Decimal(-1)), "answer.bad_quantity"),
        (Said(Deed.ISOLATED, Decimal("NaN")), "answer.bad_quantity"),
        (Said(Deed.ISOLATED, Decimal("1e15")), "answer.bad_quantity"),
        (Said(Deed.ISOLATED, Decimal("0.0001")), "answer.bad_quantity"),
        (Said(Deed.ISOLATED, Decimal(1), "KGM"), "answer.bad_unit"),
        (Said(Deed.ISOLATED, Decimal(1), key="01/06901234000023"), "answer.bad_key"),
        (Said(Deed.ISOLATED, Decimal(1), key="\0"), "answer.bad_key"),
        (Said(Deed.ISOLATED, Decimal(1), note="x" * 1001), "answer.bad_note"),
        (Said(Deed.ISOLATED, Decimal(1), note="\0"), "answer.bad_note"),
        (Said(Deed.ISOLATED, Decimal(1), replaces=7), "answer.not_replaceable"),
        (Said(Deed.ISOLATED, Decimal(1), photos=(Photo(b"GIF89a"),)), "evidence.no_picture"),
        (Said(Deed.ISOLATED, Decimal(1), photos=(Photo(b"x" * (MOST_BYTES + 1)),)), "evidence.too_large"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(said: Said, code: str) -> None:
    assert refused(answer_by_link(holding=notified(), said=said)) == code
    assert not Answer.objects.exists()
    assert not Evidence.objects.exists()


def test_a_number_far_beyond_the_records_is_asked_about_before_it_is_taken() -> None:
    holding = notified()
    said = Said(Deed.ISOLATED, Decimal(99_999))
    asked = answer_by_link(holding=holding, said=said)
    assert refused(asked) == "answer.far_beyond"
    assert isinstance(asked, Refusal)
    assert "您填的是 99999 件，记录里只有 30 件" in sentence(asked.findings[0], SENTENCES, Language.ZH)
    assert accepted(answer_by_link(holding=holding, said=msgspec.structs.replace(said, sure=True))).quantity == 99_999
    assert accepted(answer_by_link(holding=holding, said=Said(Deed.ON_HAND, Decimal(60)))).quantity == 60


def test_what_is_in_kilograms_is_answered_in_grams_too() -> None:
    holding = notified()
    Holding.objects.update(things=1, amounts=[{"key": f"{PORK}/10/L1", "quantity": 5.0, "uom": "KGM"}])
    holding.refresh_from_db()
    made = accepted(answer_by_link(holding=holding, said=Said(Deed.ISOLATED, Decimal(500), "GRM")))
    assert (made.quantity, made.uom) == (Decimal("0.5"), "KGM")
    assert (
        refused(answer_by_link(holding=holding, said=Said(Deed.SOLD, Decimal("0.4"), "GRM"))) == "answer.bad_quantity"
    )
    assert refused(answer_by_link(holding=holding, said=Said(Deed.SOLD, Decimal(1), "LTR"))) == "answer.bad_unit"


def test_a_product_may_be_named_and_none_be_on_hand() -> None:
    made = accepted(answer_by_link(holding=notified(), said=Said(Deed.ON_HAND, Decimal(0), key=PORK)))
    assert (made.deed, made.key) == ("on_hand", PORK)


def test_a_photograph_is_made_anew_without_where_it_was_taken() -> None:
    sent = photo()
    made = accepted(answer_by_link(holding=notified(), said=Said(Deed.DESTROYED, photos=(sent,))))
    kept = made.evidence.get()
    with Image.open(BytesIO(bytes(kept.body))) as picture:
        assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (2000, 1000), {})
    assert b"Phone Works" in sent.body
    assert b"Phone Works" not in bytes(kept.body)
    assert (kept.name, kept.media_type) == ("stall.jpg", "image/jpeg")


def test_an_account_answers_for_its_own_party_alone() -> None:
    holding = notified()
    assert [each.pk for each in holdings_of(SELLER)] == [holding.pk]
    assert not holdings_of(STRANGER).exists()
    assert refused(answer(actor=STRANGER, holding=holding, said=Said(Deed.SOLD))) == "answer.not_yours"
    assert accepted(answer(actor=SELLER, holding=holding, said=Said(Deed.SOLD))).by == "stall"


def test_an_official_who_was_there_answers_for_a_holder() -> None:
    Holding.objects.update_or_create(pk=notified().pk, defaults={"region": "450702"})
    assert accepted(answer(actor=INSPECTOR, holding=Holding.objects.get(), said=Said(Deed.ISOLATED))).by == "inspector"


def test_an_official_of_another_field_answers_for_nobody() -> None:
    pharmacist = msgspec.structs.replace(INSPECTOR, categories=frozenset({"drugs"}))
    assert refused(answer(actor=pharmacist, holding=notified(), said=Said(Deed.SOLD))) == "answer.not_yours"


def test_a_draft_is_notified_to_nobody() -> None:
    notified(state="frozen")
    assert not holdings_of(SELLER).exists()


@pytest.mark.parametrize(
    ("state", "why"), [("withdrawn", Why.CONFLICT), ("closed", Why.CONFLICT), ("draft", Why.UNKNOWN)]
)
def test_what_is_not_in_force_takes_no_answer(state: str, why: Why) -> None:
    outcome = answer_by_link(holding=notified(state=state), said=Said(Deed.SOLD))
    assert isinstance(outcome, Refusal)
    assert outcome.why is why


def test_that_it_was_seen_is_written_down_once() -> None:
    holding = notified()
    mark_seen(holding)
    mark_seen(holding)
    holding.refresh_from_db()
    assert holding.state == "seen"
    assert [step.verb for step in Step.objects.all()] == ["seen"]


def test_a_link_opens_its_notice_until_it_is_revoked() -> None:
    holding = notified()
    secret = links.secret_of(holding)
    assert links.opened(secret) == holding
    assert links.secret_of(holding) == secret
    links.revoke(holding)
    assert links.opened(secret) is None
    assert links.opened(links.secret_of(holding)) == holding


def test_a_link_is_in_no_table_and_outlives_a_change_of_the_server_key(settings: Any) -> None:
    holding = notified()
    secret = links.secret_of(holding)
    assert secret.encode() not in bytes(holding.digest or b"")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key of this server, long enough"
    holding.refresh_from_db()
    assert links.secret_of(holding) == secret


def test_a_link_in_wrong_hands_is_replaced_and_the_holder_is_sent_another() -> None:
    stall()
    holding = notified()
    Holding.objects.filter(pk=holding.pk).update(region="450702")
    secret = links.secret_of(holding)
    assert isinstance(renew(holding.pk, actor=STRANGER), Refusal)
    assert links.opened(secret) == holding
    assert isinstance(renew(holding.pk, actor=INSPECTOR), Holding)
    assert links.opened(secret) is None
    assert Step.objects.get().verb == "link renewed"
    assert sorted(Notice.objects.values_list("channel", "state")) == [("email", "waiting"), ("sms", "waiting")]


def test_who_may_sign_in_finds_it_whether_registered_or_not() -> None:
    stall()
    holding = notified()
    assert [each.pk for each in holdings_of(SELLER)] == [holding.pk]
