"""Enterprises, what words find, and large type."""

import pytest
from django.test import Client

from tests.portal import traders
from tests.portal.test_pages import text
from zhuisu.portal.enterprises import enterprise_path


def test_words_lead_to_what_has_them_in_its_name(pages: Client) -> None:
    answer = pages.post("/find", {"code": "荔枝"}, follow=True)
    html = text(answer)
    assert answer.redirect_chain == [("/search?q=%E8%8D%94%E6%9E%9D", 302)]
    assert traders.LYCHEE.name in html
    assert enterprise_path(traders.ORCHARD.key) in html
    assert traders.STALL.name not in html


def test_words_that_nothing_has_are_answered_with_help(pages: Client) -> None:
    html = text(pages.get("/search?q=xyzzy"))
    assert "没有找到这个名称" in html
    assert 'action="/find"' in html


def test_an_empty_search_goes_home(pages: Client) -> None:
    assert pages.get("/search?q=%20")["Location"] == "/"


@pytest.mark.parametrize("asked", ["", "?q=鲜果&region=450702", "?category=produce&after=1", "?after=-1&region=x"])
def test_the_list_of_enterprises_answers_whatever_is_asked(pages: Client, asked: str) -> None:
    assert traders.STALL.name in text(pages.get(f"/enterprises{asked}"))


def test_an_enterprise_shows_licences_and_products(pages: Client) -> None:
    html = text(pages.get(enterprise_path(traders.ORCHARD.key)))
    assert "有效期至" in html
    assert "已失效" in html
    assert traders.LYCHEE.name in html
    assert pages.get("/enterprises/uscc:91450702MA5FFFFFF0").status_code == 404


def test_large_type_is_kept_until_it_is_put_back(pages: Client) -> None:
    assert '<html lang="zh-CN" class="large">' in text(pages.get("/?type=large"))
    assert 'class="large"' in text(pages.get("/enterprises"))
    assert 'class="large"' not in text(pages.get("/?type=normal"))
    assert 'class="large"' not in text(pages.get("/enterprises"))


def test_a_product_says_that_its_packs_have_codes_of_their_own(pages: Client) -> None:
    answer = pages.get(f"/t/{traders.GIFT_BOX.key}")
    html = text(answer)
    assert answer.status_code == 200
    assert "每一件另有自己的码" in html
    assert enterprise_path(traders.ORCHARD.key) in html
