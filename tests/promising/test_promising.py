"""Promising: a certificate and the record of its stage come together or not at all, once for each draft."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.db import connection

from tests.recording import cast
from zhuisu.access.models import Audit
from zhuisu.core.findings import Finding, Language, Severity, sentence
from zhuisu.labelling.certificates import CertificateAsked, proposed
from zhuisu.labelling.models import Certificate, Voiding
from zhuisu.labelling.refusing import Refusal, Why
from zhuisu.labelling.sentences import SENTENCES
from zhuisu.promising.issuing import Promised, promise
from zhuisu.promising.stating import read_back
from zhuisu.promising.voiding import take_back
from zhuisu.recording.correcting import withdraw
from zhuisu.recording.filled import Filled, Good, GoodsRole
from zhuisu.recording.models import Entry
from zhuisu.recording.stages import TRANSFER
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

SAID: dict[str, Any] = {"basis": "own test", "contact": "13907770001", "origin": "灵山县", "producer": "合作社"}


@pytest.fixture(autouse=True)
def _promised(promised: None) -> None:
    """All of these need the grower."""


def asked(**more: Any) -> CertificateAsked:
    """The certificate of a harvest of 120 kg."""
    event = cast.saved(cast.AT_FARM, cast.harvest(120)).event
    found = proposed(event, cast.AT_FARM)
    assert isinstance(found, CertificateAsked), found
    return msgspec.structs.replace(found, **{**SAID, **more})


def made(wanted: CertificateAsked) -> Promised:
    found = promise(wanted, actor=cast.AT_FARM)
    assert isinstance(found, Promised), found
    return found


def wrongs(wanted: CertificateAsked) -> list[tuple[str, str]]:
    found = promise(wanted, actor=cast.AT_FARM)
    return cast.refused(found)


def stages() -> list[Entry]:
    return list(Entry.objects.filter(stage="certify"))


def kept(entry: Entry) -> Filled:
    assert entry.filled_in is not None
    return entry.filled_in


def test_a_certificate_is_recorded_as_its_stage_with_its_amount() -> None:
    number = made(asked(quantity=100.0)).certificate.number
    (entry,) = stages()
    assert entry.filled["values"]["transaction.cert"] == f"urn:zhuisu:licence:conformity_certificate:{number}"
    (good,) = kept(entry).goods[GoodsRole.THINGS]
    assert (good.code, good.quantity, good.unit) == (cast.BATCH, 100, "KGM")


def test_boxes_are_recorded_in_pieces() -> None:
    event = cast.saved(
        cast.AT_FARM, cast.harvest(goods={GoodsRole.OUTPUTS: (Good(code=cast.GREENS, quantity=40, unit="H87"),)})
    ).event
    found = proposed(event, cast.AT_FARM)
    assert isinstance(found, CertificateAsked)
    made(msgspec.structs.replace(found, **SAID))
    (good,) = kept(stages()[0]).goods[GoodsRole.THINGS]
    assert (good.quantity, good.unit) == (40, "H87")


def test_where_the_stage_is_refused_no_certificate_is_issued_and_it_is_said_where_and_how_to_mend_it() -> None:
    wanted = asked(things=(cast.BATCH, cast.BATCH))
    assert wrongs(wanted) == [("recording.repeated", "$.things[1]"), ("labels.certificate_not_recorded", "$")]
    assert not Certificate.objects.exists()
    assert stages() == []
    assert not Audit.objects.filter(verb="certificate issued").exists()


def test_where_the_certificate_is_refused_no_stage_is_recorded() -> None:
    assert wrongs(asked(quantity=121.0)) == [("labels.more_than_recorded", "$.quantity")]
    assert stages() == []


def test_goods_of_no_known_variety_are_registered_first() -> None:
    wanted = asked()
    change(KINDS["product"], cast.GREENS, {"variety": ""}, actor="operator")
    assert wrongs(wanted) == [("labels.certificate_no_variety", "$.things[0]")]
    assert not Certificate.objects.exists()


def test_a_variety_without_the_stage_has_the_certificate_alone() -> None:
    wanted = asked()
    change(KINDS["product"], cast.GREENS, {"variety": "poultry"}, actor="operator")
    made(wanted)
    assert Certificate.objects.count() == 1
    assert stages() == []


def test_a_draft_that_comes_again_is_answered_with_its_certificate() -> None:
    wanted = asked(draft=uuid4())
    first, again = made(wanted), made(wanted)
    assert (first.is_repeated, again.is_repeated) == (False, True)
    assert again.certificate == first.certificate
    assert (Certificate.objects.count(), len(stages())) == (1, 1)
    assert wrongs(msgspec.structs.replace(wanted, quantity=10.0)) == [("labels.certificate_draft", "$.draft")]


def test_a_draft_that_comes_four_times_at_once_is_issued_once() -> None:
    wanted = asked(draft=uuid4())

    def at_once(_: int) -> str:
        try:
            return made(wanted).certificate.number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        numbers = set(pool.map(at_once, range(4)))
    assert len(numbers) == 1
    assert (Certificate.objects.count(), len(stages())) == (1, 1)


def test_the_record_of_a_promise_is_not_recorded_again() -> None:
    paper = "urn:zhuisu:licence:conformity_certificate:4507212026112700009"
    values = {"transaction.cert": paper, "zhuisu:conformityBasis": "own test", "zhuisu:contact": "13907770001"}
    goods = {GoodsRole.THINGS: (Good(code=cast.BATCH, quantity=120, unit="KGM"),)}
    asked()
    event = cast.saved(
        cast.AT_FARM, cast.harvest(stage="certify", values=values, goods=goods, event_time=cast.ago(hours=1))
    ).event
    found = proposed(event, cast.AT_FARM)
    assert isinstance(found, CertificateAsked), found
    assert made(msgspec.structs.replace(found, **SAID)).certificate.number == "4507212026112700009"
    assert [each.event for each in stages()] == [event]


def test_a_void_certificate_takes_its_record_back() -> None:
    held = made(asked()).certificate
    assert take_back(held, actor=cast.AT_FARM, reason="写错了") is None
    assert Voiding.objects.filter(number=held.number).exists()
    assert stages()[0].withdrawn_at is not None
    assert take_back(held, actor=cast.AT_FARM, reason="写错了") is None


def test_a_record_that_was_withdrawn_already_does_not_keep_its_certificate_from_being_void() -> None:
    held = made(asked()).certificate
    withdraw(actor=cast.AT_FARM, event=stages()[0].event, reason="写错了")
    assert take_back(held, actor=cast.AT_FARM, reason="写错了") is None
    assert Voiding.objects.filter(number=held.number).exists()


def test_who_may_not_withdraw_the_record_voids_nothing() -> None:
    held = made(asked()).certificate
    assert cast.refused(take_back(held, actor=cast.READER, reason="写错了")) == [("recording.forbidden", "")]
    assert not Voiding.objects.exists()


def test_what_is_wrong_with_the_form_is_said_by_the_fields_of_the_certificate() -> None:
    paths = ("zhuisu:contact", "things[2]", "zhuisu:inspector", "")
    found = tuple(Finding("recording.missing", Severity.ERROR, path, {}) for path in paths)
    back = read_back(Refusal(Why.INVALID, found), "vegetable", TRANSFER)
    assert [each.path for each in back.findings] == ["$.contact", "$.things[2]", "zhuisu:inspector", "$", "$"]
    last = back.findings[-1]
    assert "请到“记录”里填“收货”" in sentence(last, SENTENCES, Language.ZH)
    assert "/work/record/vegetable/transfer_receipt" in sentence(last, SENTENCES, Language.EN)
