"""Labels on the screens: codes are got and printed, a certificate comes from a harvest, nobody sees those of others."""

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import Page, expect
from zxingcpp import read_barcodes

from tests.browser.conftest import PHONE
from tests.console.browsing import travel
from tests.console.cast import PASSWORD, browser, sent
from tests.console.test_journey import is_sound
from tests.emptying import empty
from tests.labelling.tables import TABLES
from tests.recording.cast import AT_FARM, BATCH, GREENS, follow, harvest, sale
from tests.threads import aside
from tests.work.people import hired, shown, signs_in
from zhuisu.core.codes import recognise
from zhuisu.labelling.models import Certificate, Issue, Printing
from zhuisu.recording.correcting import replace
from zhuisu.recording.models import Entry
from zhuisu.recording.saving import Saved, save
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import change

LABELS = "/work/labels/"
DRAFT = "6f1d0c1e-8d0f-4d0a-9c55-2b6f6d1f5e10"


@pytest.fixture(autouse=True)
def _labelled(market: None) -> Any:
    hired()
    yield
    empty(TABLES)


def at_work(name: str, language: str = "zh-CN") -> Client:
    client = browser(language)
    sent(client, "/work/sign-in", username=name, password=PASSWORD)
    return client


def recorded() -> str:
    """The eventID of a harvest of choy sum."""
    made = save(actor=AT_FARM, filled=harvest())
    assert isinstance(made, Saved)
    follow()
    return made.event


def issued(client: Client, **more: object) -> int:
    given = {"product": GREENS, "kind": "item", "count": "3", "lot": "L7", "expires": "2026-12-24", **more}
    answer = sent(client, f"{LABELS}new", **given)
    assert answer.status_code == 302, answer.content.decode()
    return int(answer["Location"].rpartition("/")[2])


def test_codes_are_got_and_their_preview_scans() -> None:
    client = at_work("farm")
    number = issued(client)
    page = client.get(f"{LABELS}issues/{number}?layout=single_40x30&symbol=datamatrix").content.decode()
    assert "菜心 · L7" in page
    preview = client.get(f"{LABELS}preview?issue={number}&layout=single_40x30&symbol=datamatrix")
    (found,) = read_barcodes(Image.open(io.BytesIO(preview.content)))
    key = str(recognise(found.text)[0].key)
    assert key.startswith(f"{GREENS}/21/")
    assert key.rpartition("/")[2] in page


def test_labels_are_printed_counted_and_printed_again() -> None:
    client = at_work("farm")
    number = issued(client)
    form = {"issue": str(number), "layout": "a4_24", "symbol": "qr", "first": "2", "count": "", "copies": "1"}
    page = f"{LABELS}issues/{number}"
    for _ in range(2):
        client.get(page)
        token = client.cookies["csrftoken"].value if "csrftoken" in client.cookies else ""
        answer = client.post(f"{LABELS}print", {"csrfmiddlewaretoken": token, **form, "form": "pdf"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert list(Printing.objects.order_by("id").values_list("first", "count", "again")) == [(1, 2, 0), (1, 2, 2)]
    assert "其中补打 2" in client.get(page).content.decode()


def test_what_a_form_cannot_take_is_said_plainly_in_both_languages() -> None:
    long = {"product": GREENS, "kind": "nothing", "count": "0", "note": "长" * 70, "expires": "soon"}
    shown_ = {
        language: sent(at_work("farm", language), f"{LABELS}new", **long).content.decode()
        for language in ("zh-CN", "en")
    }
    for said in ("最多 60 个字，现在有 70 个", "不能小于 1", "请填日期", "请从列出的选项中选一个"):
        assert said in shown_["zh-CN"]
    for said in ("At most 60 characters; there are 70", "Not less than 1", "A date, such as", "Choose one of those"):
        assert said in shown_["en"]
    assert "确保" not in shown_["zh-CN"]
    assert "请填写这一项" in sent(at_work("farm"), f"{LABELS}product", name="").content.decode()


def test_what_cannot_be_is_said_beside_its_field() -> None:
    client = at_work("farm")
    answer = sent(client, f"{LABELS}new", product=GREENS, kind="item", count="20000", lot="号")
    assert answer.status_code == 422
    assert "请检查这一项" in answer.content.decode()
    answer = sent(client, f"{LABELS}new", product=GREENS, kind="item", count="20000")
    assert "一次最多申领 10000 个码" in answer.content.decode()
    assert not Issue.objects.exists()


def test_digits_of_full_width_are_numbers_and_many_codes_are_folded_away() -> None:
    client = at_work("farm")
    number = issued(client, count="３０", quantity="２．５", unit="KGM")
    assert Issue.objects.get(pk=number).facts["quantity"] == 2.5
    page = client.get(f"{LABELS}issues/{number}").content.decode()
    assert page.index("全部编码") > page.index('<span class="code">')
    assert page[: page.index("全部编码")].count('class="row"') == 5
    assert page.count('class="row"') == 30


def test_what_is_of_others_is_not_there() -> None:
    number, event = issued(at_work("farm")), recorded()
    stall = at_work("stall")
    assert stall.get(f"{LABELS}issues/{number}").status_code == 404
    assert stall.get(f"{LABELS}preview?issue={number}").status_code == 404
    assert stall.get(f"{LABELS}of?key={GREENS}/10/L20260601").status_code == 422
    assert stall.get(f"{LABELS}certificates/new?event={event}").status_code == 404
    assert stall.get(f"{LABELS}new")["Location"] == f"{LABELS}product"
    assert stall.get(f"{LABELS}preview?issue=nonsense&key=").status_code == 404
    assert browser().get(LABELS)["Location"].startswith("/work/sign-in")


def test_a_sale_has_its_ticket() -> None:
    recorded()
    change(KINDS["party"], str(AT_FARM.party), {"aliases": ["meatveg_operator:4507210010001"]}, actor="operator")
    made = save(actor=AT_FARM, filled=sale())
    assert isinstance(made, Saved)
    client = at_work("farm")
    answer = sent(client, f"{LABELS}tickets/new?event={made.event}")
    page = client.get(answer["Location"]).content.decode()
    assert "45072100100010000001" in page
    assert "东门市场3号摊" in page
    assert sent(client, f"{LABELS}tickets/new?event={made.event}")["Location"] == answer["Location"]


def certified(client: Client, event: str, **more: str) -> str:
    """The address of a certificate of a harvest."""
    page = f"{LABELS}certificates/new?event={event}"
    said = {"things": BATCH, "event": event, "name": "菜心", "quantity": "120", "unit": "KGM", "origin": "灵山县"}
    answer = sent(client, page, **said, producer="合作社", contact="13907770001", basis="own test", **more)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_certificate_is_on_record_as_a_stage_of_its_own() -> None:
    address = certified(at_work("farm"), recorded())
    (entry,) = Entry.objects.filter(stage="certify")
    number = address.rpartition("/")[2]
    assert entry.filled["values"]["transaction.cert"] == f"urn:zhuisu:licence:conformity_certificate:{number}"
    assert entry.things == [BATCH]


def test_a_certificate_whose_stage_cannot_be_recorded_is_not_issued_and_the_form_says_why() -> None:
    client, event = at_work("farm"), recorded()
    page = f"{LABELS}certificates/new?event={event}"
    said = {"things": f"{BATCH}\n{BATCH}", "event": event, "name": "菜心", "quantity": "120", "unit": "KGM"}
    answer = sent(client, page, **said, origin="灵山县", producer="合作社", contact="13907770001", basis="own test")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "重复了" in text
    assert "环节“开具承诺达标合格证”没有记上" in text
    assert not Certificate.objects.exists()


def test_a_form_of_a_certificate_that_is_sent_twice_is_issued_once() -> None:
    client, event = at_work("farm"), recorded()
    assert certified(client, event, draft=DRAFT) == certified(client, event, draft=DRAFT)
    assert Certificate.objects.count() == 1


def test_a_certificate_of_a_corrected_record_is_voided_and_issued_anew() -> None:
    client, event = at_work("farm"), recorded()
    address = certified(client, event)
    less = replace(actor=AT_FARM, event=event, filled=harvest(100), reason="称错了")
    assert isinstance(less, Saved)
    page = client.get(address).content.decode()
    assert "需作废重开" in page
    assert "现在是 100 千克" in page
    token = client.cookies["csrftoken"].value
    answer = client.post(f"{address}/void", {"csrfmiddlewaretoken": token})
    assert answer["Location"] == f"{LABELS}certificates/new?event={quote(less.event, safe='')}"
    assert "已作废" in client.get(address).content.decode()
    assert Entry.objects.get(stage="certify").withdrawn_at is not None


@pytest.mark.browser
def test_a_grower_gets_codes_prints_them_and_makes_a_certificate_on_a_phone() -> None:
    recorded()

    def journey(page: Page, address: str) -> None:
        signs_in(page, address, "farm")
        page.get_by_role("link", name="标签").click()
        is_sound(page)
        page.get_by_role("link", name="领新码").click()
        page.get_by_text("单品码（一物一码）").click()
        page.get_by_label("要几个").fill("24")
        page.get_by_label("批号").fill("L20260601")
        is_sound(page)
        shown(page, "label-new")
        page.get_by_role("button", name="领取").click()
        expect(page.get_by_role("heading", name="菜心 · L20260601")).to_be_visible()
        is_sound(page)
        shown(page, "label-print")
        with page.expect_download() as download:
            page.get_by_role("button", name="PDF").click()
        assert download.value.suggested_filename == "labels-1.pdf"
        page.goto(f"{address}{LABELS}certificates/")
        is_sound(page)
        page.get_by_role("link", name="采收").click()
        page.get_by_label("联系方式").fill("13907770001")
        page.get_by_text("自行检测合格").click()
        is_sound(page)
        shown(page, "certificate")
        page.get_by_role("button", name="我承诺").click()
        expect(page.get_by_role("heading", name="菜心 120 千克")).to_be_visible()
        is_sound(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="打印（PDF）").click()
        assert download.value.suggested_filename.endswith(".pdf")
        page.goto(f"{address}{LABELS}")
        is_sound(page)
        shown(page, "labels")

    assert travel(journey, PHONE, "zh-CN") == []
    assert aside(lambda: (Issue.objects.get().count, Certificate.objects.count())) == (24, 1)
