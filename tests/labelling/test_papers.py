"""Papers: certificates from a harvest, tickets from a sale: what they say, that they scan, and that they come once."""

import io
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from PIL import Image
from zxingcpp import read_barcodes

from tests.capture.cast import capture, document, packed
from tests.labelling.cast import GREENS, GROWER, acting, issued, registered
from tests.labelling.zebra import pictures
from zhuisu.access.models import Audit
from zhuisu.core.codes import recognise
from zhuisu.core.findings import Language
from zhuisu.labelling import papers
from zhuisu.labelling.asked import LabelGoods
from zhuisu.labelling.certificates import CertificateAsked, HeldCertificate, certificates_of, certify, proposed, void
from zhuisu.labelling.certificates import certificate as certificate_of
from zhuisu.labelling.kinds import IssueKind, PrintForm
from zhuisu.labelling.papers import SIZES, certificate_file, ticket_file
from zhuisu.labelling.promise import promise
from zhuisu.labelling.refusing import Refusal
from zhuisu.labelling.sentences import SENTENCES
from zhuisu.labelling.tickets import HeldTicket, reserve, ticket, tickets_of
from zhuisu.packaged import library
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

NS = {"zhuisu": "https://zhuisu.example/ns/"}
BATCH, OPERATOR = "urn:zhuisu:city:45070000017/A1", "4507220010001"
OTHER = "uscc:91450703MA52822D6H"


@pytest.fixture(autouse=True)
def _registered(labelling: None) -> None:
    registered()
    issued(IssueKind.BATCH, GREENS, GROWER, lot="A1", goods=LabelGoods(origin="浦北县小江街道"))


def told(number: str, **fields: Any) -> str:
    """An event of the grower's is on record. Its eventID."""
    event = {**packed(number), "epcList": [], **fields}
    side = [{"type": "owning_party", "source": f"urn:zhuisu:{GROWER}"}]
    report = capture(document({"sourceList": side, **event}))
    assert report.success, report.errors
    return str(event["eventID"])


def harvest() -> str:
    return told("1", quantityList=[{"epcClass": BATCH, "quantity": 120, "uom": "KGM"}])


def sale(number: str = "2", **more: Any) -> str:
    buyer = [{"type": "owning_party", "destination": f"urn:zhuisu:{OTHER}"}]
    goods = [{"epcClass": BATCH, "quantity": 30, "uom": "KGM"}]
    return told(
        number, bizStep="shipping", action="OBSERVE", quantityList=goods, destinationList=buyer, **more
    )  # fmt: skip


def certified(**more: Any) -> HeldCertificate:
    asked = proposed(harvest(), acting(GROWER))
    assert isinstance(asked, CertificateAsked)
    made = certify(CertificateAsked(**{**{name: getattr(asked, name) for name in asked.__struct_fields__}, **more}),
                   actor=acting(GROWER))  # fmt: skip
    assert isinstance(made, HeldCertificate), made
    return made


def codes_of(answer: object) -> list[str]:
    assert isinstance(answer, Refusal), answer
    assert all(SENTENCES[each.code].zh.format_map(dict(each.facts)) for each in answer.findings)
    return [each.code for each in answer.findings]


def scanned(picture: Image.Image) -> list[str]:
    return [str(recognise(each.text)[0].key) for each in read_barcodes(picture)]


def test_a_harvest_fills_the_certificate() -> None:
    asked = proposed(harvest(), acting(GROWER))
    assert isinstance(asked, CertificateAsked)
    assert (asked.name, asked.quantity, asked.unit) == ("菜心", 120, "KGM")
    assert (asked.origin, asked.producer, asked.contact) == ("浦北县小江街道", "浦北菜心合作社", "0777-8800123")
    assert asked.things == ("city:45070000017/A1",)


def test_what_is_missing_is_said_field_by_field() -> None:
    assert codes_of(certify(CertificateAsked(), actor=acting(GROWER))) == [
        "labels.missing_name", "labels.missing_quantity", "labels.missing_unit", "labels.missing_origin",
        "labels.missing_producer", "labels.missing_contact", "labels.missing_basis", "labels.missing_things",
    ]  # fmt: skip


def test_a_certificate_has_a_number_of_region_and_day_and_is_kept() -> None:
    made = certified(basis="own test")
    assert made.number.startswith("450722")
    assert len(made.number) == 19
    assert certificate_of(made.number, acting(GROWER)) == made
    assert certificate_of(made.number, acting(OTHER)) is None
    assert [each.number for each in certificates_of(acting(GROWER))] == [made.number]
    assert Audit.objects.filter(verb="certificate issued").latest("id").facts["number"] == made.number


def test_the_number_that_the_record_states_counts_once() -> None:
    paper = {"type": "cert", "bizTransaction": "urn:zhuisu:licence:conformity_certificate:4507222026112700009"}
    event = told("3", quantityList=[{"epcClass": BATCH, "quantity": 5, "uom": "KGM"}], bizTransactionList=[paper])
    asked = proposed(event, acting(GROWER))
    assert isinstance(asked, CertificateAsked)
    whole = CertificateAsked(
        **{**{name: getattr(asked, name) for name in asked.__struct_fields__}, "basis": "own test"}
    )
    made = certify(whole, actor=acting(GROWER))
    assert isinstance(made, HeldCertificate)
    assert made.number == "4507222026112700009"
    assert codes_of(certify(whole, actor=acting(GROWER))) == ["labels.certificate_taken"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"quantity": 121.0}, "labels.more_than_recorded"),
        ({"quantity": 1.0, "unit": "TNE"}, "labels.more_than_recorded"),
        ({"unit": "H87"}, "labels.other_unit"),
        ({"quantity": 2.5, "unit": "H87"}, "labels.whole"),
    ],
)
def test_a_certificate_never_says_more_than_its_record(more: dict[str, Any], code: str) -> None:
    asked = proposed(harvest(), acting(GROWER))
    assert isinstance(asked, CertificateAsked)
    asked = msgspec.structs.replace(asked, basis="own test", **more)
    assert codes_of(certify(asked, actor=acting(GROWER))) == [code]


def test_all_certificates_of_a_record_together_never_say_more_than_it() -> None:
    asked = proposed(harvest(), acting(GROWER))
    assert isinstance(asked, CertificateAsked)
    asked = msgspec.structs.replace(asked, basis="own test")
    first = certify(msgspec.structs.replace(asked, quantity=0.1, unit="TNE"), actor=acting(GROWER))
    assert isinstance(first, HeldCertificate)
    refused = certify(msgspec.structs.replace(asked, quantity=20.5), actor=acting(GROWER))
    assert codes_of(refused) == ["labels.more_than_left"]
    assert isinstance(refused, Refusal)
    assert refused.findings[0].facts["left"] == "20 千克"
    assert isinstance(certify(msgspec.structs.replace(asked, quantity=20), actor=acting(GROWER)), HeldCertificate)
    assert codes_of(certify(asked, actor=acting(GROWER))) == ["labels.more_than_left"]
    void(first.number, actor=acting(GROWER))
    assert isinstance(certify(msgspec.structs.replace(asked, quantity=100), actor=acting(GROWER)), HeldCertificate)


def test_a_void_certificate_is_void_once_and_only_for_its_party() -> None:
    made = certified(basis="own test", quantity=100)
    assert not void(made.number, actor=acting(OTHER))
    assert [void(made.number, actor=acting(GROWER)) for _ in range(2)] == [True, False]
    kept = certificate_of(made.number, acting(GROWER))
    assert kept is not None
    assert kept.voided_at is not None


def test_nobody_certifies_the_goods_or_the_records_of_others() -> None:
    assert codes_of(proposed(harvest(), acting(OTHER))) == ["labels.no_event"]
    asked = CertificateAsked(
        things=("city:45070000017/A1",), name="菜心", quantity=1, unit="KGM", origin="浦北", producer="汐垌",
        contact="1",        basis="own test",
    )  # fmt: skip
    assert codes_of(certify(asked, actor=acting(OTHER))) == ["labels.no_thing"]


@pytest.mark.parametrize(
    ("size", "language"), [*((size, Language.ZH) for size in SIZES), ("single_100x150", Language.EN)]
)
def test_a_certificate_leads_to_its_batch_on_every_size(size: str, language: Language) -> None:
    made = certified(basis="own test")
    page = papers.picture_of(papers._certificate(made, SIZES[size], language), "certificate.typ")
    assert scanned(Image.open(io.BytesIO(page))) == ["city:45070000017/A1"]


def test_a_certificate_printed_again_says_so() -> None:
    made = certified(basis="own test")
    first = certificate_file(made, "a6", PrintForm.PDF, actor=acting(GROWER))
    held = certificate_of(made.number, acting(GROWER))
    assert held is not None
    second = certificate_file(held, "single_100x150", PrintForm.ZPL, actor=acting(GROWER))
    assert (first.again, second.again, held.printed) == (0, 1, 1)
    (picture,) = pictures(second.body)
    assert scanned(picture) == ["city:45070000017/A1"]
    assert papers._certificate(held, SIZES["a6"], Language.ZH)["again"] == "补打：第 2 次打印"


def test_the_promise_has_the_words_of_the_vocabulary() -> None:
    assert tuple(promise().basis) == library().fields["zhuisu:conformityBasis"].words


def test_a_ticket_has_the_operators_code_and_comes_once_a_sale() -> None:
    change(KINDS["party"], GROWER, {"aliases": [f"meatveg_operator:{OPERATOR}"]}, actor="operator")
    event = sale()
    made = ticket(event, actor=acting(GROWER))
    assert isinstance(made, HeldTicket)
    assert made.number == f"{OPERATOR}0000001"
    assert (made.seller, made.buyer) == ("浦北菜心合作社", "汐垌乳业有限公司")
    assert [(each.name.zh, each.quantity, each.unit) for each in made.goods] == [("菜心", 30, "KGM")]
    assert ticket(event, actor=acting(GROWER)) == made
    reserved = reserve(actor=acting(GROWER))
    assert isinstance(reserved, HeldTicket)
    assert reserved.key == f"meatveg:{OPERATOR}0000002"
    assert [each.number[-1] for each in tickets_of(acting(GROWER))] == ["2", "1"]


def test_a_number_that_is_on_record_is_passed_over() -> None:
    change(KINDS["party"], GROWER, {"aliases": [f"meatveg_operator:{OPERATOR}"]}, actor="operator")
    sale("7", bizTransactionList=[{"type": "inv", "bizTransaction": f"urn:zhuisu:meatveg:{OPERATOR}0000001"}])
    made = reserve(actor=acting(GROWER))
    assert isinstance(made, HeldTicket)
    assert made.number == f"{OPERATOR}0000002"


def test_a_ticket_scans_to_its_number() -> None:
    change(KINDS["party"], GROWER, {"aliases": [f"meatveg_operator:{OPERATOR}"]}, actor="operator")
    made = ticket(sale(), actor=acting(GROWER))
    assert isinstance(made, HeldTicket)
    page = papers.picture_of(papers._ticket(made, Language.ZH), "ticket.typ")
    assert scanned(Image.open(io.BytesIO(page))) == [made.key]
    assert ticket_file(made, PrintForm.PDF, actor=acting(GROWER)).body[:5] == b"%PDF-"


def test_a_ticket_says_the_time_of_china_and_a_kept_number_that_it_is_no_ticket() -> None:
    change(KINDS["party"], GROWER, {"aliases": [f"meatveg_operator:{OPERATOR}"]}, actor="operator")
    kept = reserve(actor=acting(GROWER))
    assert isinstance(kept, HeldTicket)
    kept = msgspec.structs.replace(kept, at=datetime(2026, 6, 1, 12, 18, tzinfo=UTC))
    said = papers._ticket(kept, Language.ZH)
    assert (said["title"], said["rows"]) == ("预留的追溯码", [("预留时间", "2026-06-01 20:18")])
    assert scanned(Image.open(io.BytesIO(papers.picture_of(said, "ticket.typ")))) == [kept.key]
    assert ticket_file(kept, PrintForm.ZPL, actor=acting(GROWER)).body.startswith(b"^XA")
    made = ticket(sale(), actor=acting(GROWER))
    assert isinstance(made, HeldTicket)
    sold = msgspec.structs.replace(made, sold_at=datetime(2026, 6, 1, 20, 30, tzinfo=UTC))
    assert papers._ticket(sold, Language.ZH)["rows"][0] == ("时间", "2026-06-02 04:30")


def test_what_is_no_sale_or_has_no_operator_gets_no_ticket() -> None:
    assert codes_of(ticket(harvest(), actor=acting(OTHER))) == ["labels.no_event"]
    assert codes_of(ticket(told("5", bizStep="storing", action="OBSERVE", quantityList=[{"epcClass": BATCH}]),
                           actor=acting(GROWER))) == ["labels.not_a_sale"]  # fmt: skip
    assert codes_of(reserve(actor=acting(GROWER))) == ["labels.no_operator"]
