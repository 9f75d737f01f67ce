"""Reporting a problem, and following it by number."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.emptying import empty
from tests.portal.test_pages import text
from zhuisu.casework.models import Report, ReportPicture

TABLES = "casework_reportpicture, casework_report, casework_step, casework_case, access_audit, recall_miss"
TOLD = {
    "text": "奶粉罐封口破损，日期和网页不一样",
    "code": "06901234000016",
    "place": "望汐坊市场",
    "contact": "13800001111",
}


@pytest.fixture
def public(ledger: None) -> Iterator[Client]:
    yield Client()
    cache.clear()
    empty(TABLES)


def picture(size: tuple[int, int] = (40, 30)) -> SimpleUploadedFile:
    body = BytesIO()
    Image.new("RGB", size, "red").save(body, "JPEG")
    return SimpleUploadedFile("photo.jpg", body.getvalue(), "image/jpeg")


def test_a_report_with_a_photograph_is_taken_and_followed(public: Client) -> None:
    answer = public.post("/report", {**TOLD, "photo": picture()})
    assert answer.status_code == 303
    page = public.get(answer["Location"])
    html = text(page)
    assert "谢谢，已经收到" in html
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("no-store", "no-referrer")
    row = Report.objects.get()
    assert TOLD["contact"] not in html
    assert TOLD["contact"].encode() not in bytes(row.contact)
    assert ReportPicture.objects.filter(report=row).count() == 1
    assert row.number in html
    assert "<dt>收到照片（张）</dt><dd>1</dd>" in html
    assert f">{TOLD['code']}</a>" in html
    assert "下一步最迟在" in html


def test_number_and_code_lead_to_the_page_and_a_wrong_code_does_not(public: Client) -> None:
    address = public.post("/report", TOLD)["Location"]
    found = re.fullmatch(r"/report/(?P<number>[^/]+)/(?P<secret>[^?]+)\?thanks", address)
    assert found is not None
    led = public.post("/report/follow", found.groupdict())
    assert led["Location"] == f"/report/{found['number']}/{found['secret']}"
    assert public.post("/report/follow", {"number": found["number"], "secret": "AAAAAAAAAAAA"}).status_code == 404
    assert public.get(f"/report/{found['number']}/AAAAAAAAAAAA.svg").status_code == 404


def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(public: Client) -> None:
    answer = public.post("/report", {**TOLD, "text": "坏", "photo": SimpleUploadedFile("x.jpg", b"no picture")})
    html = text(answer)
    assert answer.status_code == 422
    assert html.count('role="alert"') == 2
    assert TOLD["place"] in html
    assert not Report.objects.exists()


def test_a_form_that_is_too_large_is_not_read(public: Client) -> None:
    answer = public.post("/report", TOLD, headers={"content-length": str(10**9)})
    assert answer.status_code == 413
    assert 'role="alert"' in text(answer)


def test_a_dossier_leads_to_a_form_with_its_code(public: Client) -> None:
    html = text(public.get("/report?code=06901234000016&lang=en"))
    assert 'value="06901234000016"' in html
    assert "Report a problem" in html


def test_every_field_has_a_label_and_no_script_is_needed() -> None:
    source = (Path(__file__).parents[2] / "src/zhuisu/portal/templates/portal/report.html").read_text("utf-8")
    fields = re.findall(r"<(?:input|textarea|select)", source)
    assert len(fields) == source.count("<label")
    assert "<script" not in source


def test_who_wrote_too_much_finds_all_of_it_again_and_what_is_wrong(public: Client) -> None:
    typed = "封口破损，" * 6_000
    answer = public.post("/report", {**TOLD, "text": typed})
    html = text(answer)
    assert answer.status_code == 422
    assert typed in html
    assert TOLD["place"] in html
    assert "30000 字，最多 2000 字" in html


def test_who_wrote_more_than_any_form_may_have_gets_the_form_and_the_reason(public: Client) -> None:
    answer = public.post("/report", {**TOLD, "text": "破" * 200_000})
    assert answer.status_code == 413
    assert "说明最多 2000 字" in text(answer)
    assert 'name="contact"' in text(answer)
