"""NUL in an address or a form: 400 and a page, wherever it is, before anything is looked up."""

import django
import pytest
from django.test import Client

django.setup()

TOKEN = "a" * 32
PATHS = (
    "/recalls/%00",
    "/enterprises/%00",
    "/t/%00",
    "/notice/AAAAAAAAAAAAAAAAAAAAAAA%00",
    "/work/labels/of?key=%00",
    "/work/stock/of?of=%00",
    "/work/rating/exposure/%00",
    "/work/labels/certificates/%00",
    "/work/labels/certificates/new?event=%00",
    "/admin/cases/?%00=x",
    "/admin/recalls/%00/",
)


@pytest.mark.parametrize(("language", "words"), [("zh-CN", "这个请求无法处理"), ("en", "could not be read")])
@pytest.mark.parametrize("path", PATHS)
def test_an_address_with_a_nul_is_refused_with_a_page(path: str, language: str, words: str) -> None:
    answer = Client(raise_request_exception=True).get(path, headers={"Accept-Language": language})
    assert answer.status_code == 400
    assert words in answer.content.decode()


@pytest.mark.parametrize("form", [{"username": "a\0b", "password": "x"}, {"a\0": "x"}])
def test_a_form_with_a_nul_is_refused_before_its_view(form: dict[str, str]) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = TOKEN
    answer = client.post("/work/sign-in", {"csrfmiddlewaretoken": TOKEN, **form}, HTTP_HOST="localhost")
    assert answer.status_code == 400
    assert "这个请求无法处理" in answer.content.decode()


def test_what_only_looks_like_one_is_let_through() -> None:
    assert Client().get("/how?q=%2500").status_code == 200


def test_the_apis_say_themselves_what_is_wrong() -> None:
    answer = Client().get("/api/trace?code=%00")
    assert answer["Content-Type"] == "application/problem+json"
