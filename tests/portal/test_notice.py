"""The stallholder's page: what is recalled, three large buttons, one number, a photograph; no account and no script."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.emptying import empty
from tests.recall.alerted import TABLES
from tests.recall.conftest import registry, supervision
from tests.recall.notified import notified, stall
from zhuisu.recall import links, misses
from zhuisu.recall.models import Answer, Holding, Miss

__all__ = ["registry", "supervision"]


@pytest.fixture
def holding(supervision: None) -> Iterator[Holding]:
    stall()
    cache.clear()
    yield notified()
    empty(TABLES)


@pytest.fixture
def browser() -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="zh-CN")


def address(holding: Holding) -> str:
    return f"/notice/{links.secret_of(holding)}"


def text(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def said(holding: Holding) -> list[tuple[str, str]]:
    return [(each.deed, str(each.quantity)) for each in Answer.objects.filter(holding=holding).order_by("id")]


def test_it_says_what_is_recalled_and_how_much_there_should_be(browser: Client, holding: Holding) -> None:
    shown = text(browser.get(address(holding)))
    told = (
        "这批货要召回，请马上停卖",
        "冷鲜前腿肉",
        "500 克/盒",
        "20 件",
        "2099年3月15日 12:00",
        "老王鲜肉摊",
        "抽检不合格",
    )
    for words in told:
        assert words in shown
    assert re.findall(r'href="\?said=(\w+)"', shown) == ["isolated", "sold", "never_had"]


def test_it_is_kept_by_nobody_and_told_to_nobody(browser: Client, holding: Holding) -> None:
    answer = browser.get(address(holding))
    assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert not answer.cookies


def test_opening_it_is_seen_and_asking_for_its_head_is_not(browser: Client, holding: Holding) -> None:
    browser.head(address(holding))
    assert Holding.objects.get().seen_at is None
    browser.get(address(holding))
    assert Holding.objects.get().state == "seen"


def test_a_button_asks_for_one_number_that_is_there_already(browser: Client, holding: Holding) -> None:
    form = text(browser.get(address(holding) + "?said=isolated"))
    assert "一共封存了多少？" in form
    assert 'name="quantity-" value="20"' in form


def test_an_answer_leads_back_with_what_remains(browser: Client, holding: Holding) -> None:
    sent = browser.post(address(holding), {"said": "isolated", "after": "0", "quantity-": "１２"})
    assert (sent.status_code, sent["Location"]) == (303, address(holding) + "?thanks")
    assert said(holding) == [("isolated", "12.000")]
    shown = text(browser.get(sent["Location"]))
    assert "还有没答复的： <strong>8 件</strong>" in shown
    assert re.findall(r'href="\?said=(\w+)"', shown) == ["isolated", "sold", "never_had", "returned", "destroyed"]


def test_without_a_number_all_is_meant_and_then_it_is_done(browser: Client, holding: Holding) -> None:
    browser.post(address(holding), {"said": "sold", "quantity-": ""})
    shown = text(browser.get(address(holding)))
    assert said(holding) == [("sold", "None")]
    assert "谢谢，都答复完了。请不要再卖" in shown
    assert "?said=" not in shown


def test_a_form_that_is_sent_twice_is_one_answer(browser: Client, holding: Holding) -> None:
    form = {"said": "isolated", "after": "0", "quantity-": "12"}
    assert [browser.post(address(holding), form).status_code for _ in range(2)] == [303, 303]
    assert said(holding) == [("isolated", "12.000")]


def test_a_mistake_is_corrected(browser: Client, holding: Holding) -> None:
    browser.post(address(holding), {"said": "sold", "quantity-": "20"})
    number = Answer.objects.get().pk
    assert f"?said=isolated&amp;fix={number}" in text(browser.get(f"{address(holding)}?fix={number}"))
    form = text(browser.get(f"{address(holding)}?said=isolated&fix={number}"))
    assert f'name="fix" value="{number}"' in form
    browser.post(address(holding), {"said": "isolated", "fix": str(number), "quantity-": "20"})
    assert Answer.objects.get(deed="isolated").replaces_id == number
    assert "后来更正了" in text(browser.get(address(holding)))


def test_a_photograph_comes_with_the_answer(browser: Client, holding: Holding) -> None:
    made = BytesIO()
    Image.new("RGB", (640, 480), "teal").save(made, "PNG")
    photo = SimpleUploadedFile("封存.png", made.getvalue(), "image/png")
    browser.post(address(holding), {"said": "isolated", "quantity-": "20", "photo": photo, "note": "冷库\r\n第二排"})
    answer = Answer.objects.get()
    assert (answer.evidence.get().media_type, answer.note) == ("image/jpeg", "冷库\n第二排")
    assert "1 张照片" in text(browser.get(address(holding)))


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"said": "isolated", "quantity-": "abc"}, "请填大于 0 的数"),
        ({"said": "isolated", "quantity-": "-3"}, "请填大于 0 的数"),
        ({"said": "eaten", "quantity-": "3"}, "不是答复的一种"),
        ({"said": "isolated", "quantity-": "3", "fix": "77"}, "不在这条通知里"),
        ({"said": "isolated", "quantity-": "99999"}, "数量没有错"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    browser: Client, holding: Holding, form: dict[str, str], words: str
) -> None:
    answer = browser.post(address(holding), form)
    assert answer.status_code == 422
    assert words in text(answer)
    assert said(holding) == []


def test_a_picture_that_is_none_is_told_and_what_was_typed_stays(browser: Client, holding: Holding) -> None:
    photo = SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")
    answer = browser.post(address(holding), {"said": "isolated", "quantity-": "7", "photo": photo, "note": "在冷库"})
    assert answer.status_code == 422
    assert 'value="7"' in text(answer)
    assert "在冷库" in text(answer)


def test_a_body_that_is_too_large_is_not_read(browser: Client, holding: Holding) -> None:
    answer = browser.post(address(holding), {"said": "isolated"}, CONTENT_LENGTH=str(1 << 30))
    assert answer.status_code == 413
    assert said(holding) == []


def test_whoever_sends_too_large_a_picture_is_told_so_in_words(browser: Client, holding: Holding) -> None:
    photo = SimpleUploadedFile("a.jpg", b"x" * (17 << 20), "image/jpeg")
    answer = browser.post(address(holding), {"said": "isolated", "photo": photo})
    assert answer.status_code == 413
    assert "照片太大（17.0 MB），一张最多 8 MB" in text(answer)
    assert said(holding) == []


def test_the_buttons_stand_before_the_list_of_codes(browser: Client, holding: Holding) -> None:
    shown = text(browser.get(address(holding)))
    assert shown.index("?said=isolated") < shown.index("P00 · P01")


def test_what_is_withdrawn_needs_no_answer(browser: Client, holding: Holding) -> None:
    holding.recall.state = "withdrawn"
    holding.recall.save()
    shown = text(browser.get(address(holding)))
    assert "已经撤销" in shown
    assert "?said=" not in shown
    assert browser.post(address(holding), {"said": "sold"}).status_code == 422


def test_what_was_lifted_is_released(browser: Client, holding: Holding) -> None:
    holding.recall.affected.update(lifted_at=holding.recall.opened_at)
    Holding.objects.update(things=0, states={}, gone=0)
    shown = text(browser.get(address(holding)))
    assert "您处的货已经解除" in shown
    assert "冷鲜前腿肉" in shown
    assert "请核对" not in shown


@pytest.mark.parametrize("secret", ["x", "A" * 24, ".."])
def test_a_link_that_is_none_says_what_to_do(browser: Client, holding: Holding, secret: str) -> None:
    answer = browser.get(f"/notice/{secret}")
    assert answer.status_code == 404
    assert "12315" in text(answer)


def test_trying_links_is_held_off_and_a_right_one_still_opens(browser: Client, holding: Holding) -> None:
    statuses = [browser.get(f"/notice/{number:024d}").status_code for number in range(misses.MOST + 1)]
    assert statuses == [404] * misses.MOST + [429]
    assert int(browser.get("/notice/x")["Retry-After"]) > 0
    assert browser.get(address(holding)).status_code == 200
    assert Miss.objects.count() == misses.MOST


def test_an_answer_from_another_site_needs_no_cookie_but_the_secret(holding: Holding) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address(holding), {"said": "sold"}, HTTP_ORIGIN="null").status_code == 303


def test_it_is_there_in_english(browser: Client, holding: Holding) -> None:
    shown = text(browser.get(address(holding) + "?lang=en"))
    assert "This is recalled: stop selling it now" in shown
    assert "20 pieces" in shown
