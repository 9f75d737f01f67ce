import re

import pytest
from django.test import Client

from tests.portal import stories, supervised
from tests.portal.teller import Teller
from zhuisu.core.codes import SCHEMES, recognise
from zhuisu.portal import sources
from zhuisu.portal.links import thing_path
from zhuisu.portal.words.parts import PARTS
from zhuisu.tracing.public import PublicEvent

IDENTITY_CARD = "11010519491231002X"


def text(response: object) -> str:
    content: bytes = response.content  # type: ignore[attr-defined]
    return content.decode()


def test_home_speaks_chinese_first_and_offers_examples(pages: Client) -> None:
    html = text(pages.get("/"))
    assert '<html lang="zh-CN">' in html
    assert "查一查，它从哪里来" in html
    assert thing_path(stories.VACCINE) in html


def test_the_language_asked_for_is_kept(pages: Client) -> None:
    assert "Where does it come from?" in text(pages.get("/?lang=en"))
    assert '<html lang="en">' in text(pages.get("/scan"))
    assert '<html lang="zh-CN">' in text(pages.get("/scan?lang=zh"))


def test_the_browsers_language_counts_where_nothing_was_chosen(pages: Client) -> None:
    assert '<html lang="en">' in text(pages.get("/", headers={"accept-language": "en-GB,en;q=0.9"}))
    assert '<html lang="zh-CN">' in text(pages.get("/", headers={"accept-language": "fr"}))


@pytest.mark.parametrize("key", [stories.BOX, stories.PORK, stories.CAN, stories.VACCINE])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_story_is_a_whole_page_without_scripts_or_styles_of_its_own(pages: Client, key: str, language: str) -> None:
    response = pages.get(f"{thing_path(key)}?lang={language}")
    html = text(response)
    assert response.status_code == 200
    assert "<h1>" in html
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", html)
    assert html.count('id="story"') == html.count('id="chain"') == 1
    identifiers = re.findall(r'\sid="([^"]+)"', html)
    assert len(identifiers) == len(set(identifiers))


def test_what_is_typed_goes_on_to_its_dossier_and_stays_out_of_the_address(pages: Client) -> None:
    response = pages.post("/find", {"code": " drug:83857930000879766660 "})
    assert (response.status_code, response["Location"]) == (303, "/t/drug:83857930000879766660")
    assert pages.post("/find", {"code": " "})["Location"] == "/"


def test_a_key_may_be_quoted_or_not(pages: Client) -> None:
    assert pages.get("/t/01%2F06901234100013%2F21%2FLZ0001").status_code == 200
    assert pages.get("/t/01/06901234100013/21/LZ0001").status_code == 200


def test_a_persons_number_is_never_shown_searched_or_put_into_an_address(
    pages: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def searched(*_: object) -> None:
        pytest.fail("a person's number was searched")

    monkeypatch.setattr(sources, "answer_of", searched)
    for response in (pages.post("/find", {"code": IDENTITY_CARD}), pages.get(f"/t/{IDENTITY_CARD}")):
        assert response["Location"] == "/personal"
        assert IDENTITY_CARD not in text(response)
    assert pages.get("/t/person:08dfa57cfafadaac3974")["Location"] == "/personal"
    assert "identity card number" in text(pages.get("/personal?lang=en"))


def test_a_number_of_several_kinds_asks_which(pages: Client) -> None:
    html = text(pages.get(f"/t/{stories.AMBIGUOUS}?lang=en"))
    assert "Which code is it?" in html
    assert f'href="/t/drug:{stories.AMBIGUOUS}"' in html
    assert f'href="/t/meatveg:{stories.AMBIGUOUS}"' in html


def test_the_reading_that_the_ledger_knows_is_opened(pages: Client) -> None:
    number = stories.VACCINE.removeprefix("drug:")
    assert pages.get(f"/t/{number}")["Location"] == f"/t/drug:{number}"


def test_an_unknown_code_explains_itself_and_what_to_do(pages: Client) -> None:
    response = pages.get(f"{thing_path(stories.NOWHERE)}?lang=en")
    html = text(response)
    assert response.status_code == 404
    assert "Nothing is recorded under this code" in html
    assert "How it is built" in html
    assert "What you can do" in html


def test_dangerous_goods_show_a_verdict_and_nothing_else(pages: Client) -> None:
    html = text(pages.get(f"{thing_path(stories.DETONATOR)}?lang=en"))
    assert "Genuine, valid, not recalled" in html
    assert "Secret" not in html
    assert "秘密" not in html
    assert 'id="story"' not in html


def test_closed_goods_about_which_an_error_is_open_are_in_doubt_and_no_more_is_said(
    pages: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "is_in_doubt", lambda keys: stories.DETONATOR in keys)
    html = text(pages.get(f"{thing_path(stories.DETONATOR)}?lang=en"))
    assert "In doubt: do not use it yet" in html
    assert "Genuine" not in html
    assert 'class="problem' not in html


def test_a_story_that_was_cut_says_so_and_goes_on(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Teller()
    told.thing(stories.BOX, "sgtin", "item", "荔枝", "Lychee")
    told.event(0, "ObjectEvent", "shipping", "", "", goods=[(stories.BOX, "item")])
    monkeypatch.setattr(sources, "answer_of", lambda key, after: told.answer(key, cut=True))
    html = text(pages.get(f"{thing_path(stories.BOX)}?lang=en"))
    assert "This story is longer" in html
    assert "?after=cursor-1" in html


def test_a_record_that_is_wholly_open_is_shown_as_it_was_received(
    pages: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = PublicEvent(b'{"type" : "ObjectEvent"}', (), ())
    monkeypatch.setattr(sources, "opened_event", lambda event, of, after=None: whole)
    path = f"/event/{stories.lychee().events[0].id}?of={stories.BOX}"
    html = text(pages.get(f"{path}&lang=en"))
    assert "{&quot;type&quot; : &quot;ObjectEvent&quot;}" in html
    assert "byte for byte" in html
    assert "Not shown here" not in html
    assert pages.get(path, headers={"accept": "text/plain"}).content == b'{"type" : "ObjectEvent"}'


def test_what_is_not_open_of_a_record_is_named_with_the_reason(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "opened_event", supervised.opened_event)
    path = f"/event/{stories.lychee().events[0].id}?of={stories.BOX}"
    html = text(pages.get(f"{path}&lang=en"))
    assert "byte for byte" not in html
    assert "<li>price (yuan)</li>" in html
    assert "<li>invoice</li>" in html
    assert "1 fields of the sender&#x27;s own" in html
    assert 'href="/variety/fruit#opened"' in html
    plain = pages.get(f"{path}&lang=en", headers={"accept": "text/plain"}).content.decode()
    assert plain.endswith("Not public: price (yuan), invoice and 1 fields of the sender's own.")


def test_an_event_outside_the_visible_story_does_not_exist(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "opened_event", lambda event, of, after=None: None)
    assert pages.get(f"/event/{stories.lychee().events[0].id}?of={stories.DETONATOR}").status_code == 404
    assert pages.get(f"/event/{stories.lychee().events[0].id}").status_code == 404


def test_a_wrong_address_is_answered_with_help(pages: Client) -> None:
    response = pages.get("/nowhere?lang=en")
    assert response.status_code == 404
    assert 'action="/find"' in text(response)


def test_only_the_camera_page_may_compile_the_decoder(pages: Client) -> None:
    assert "'wasm-unsafe-eval'" in pages.get("/scan")["Content-Security-Policy"]
    for path in ("/", thing_path(stories.BOX)):
        policy = pages.get(path)["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy


def test_every_part_that_a_code_may_have_has_a_name() -> None:
    parts = {
        part
        for scheme in SCHEMES.values()
        for example in scheme.examples
        for code in recognise(example)
        for part in code.parts
    }
    assert {part for part in parts if not part.isdigit()} <= PARTS.keys()


@pytest.mark.parametrize(
    "typed",
    [
        "hello world",
        "？？？",
        "a/../b",
        "%",
        "<script>alert(1)</script>",
        "01/",
        "uri:",
        "a\0b",
        "荔枝🍎\x01",
        "1" * 100_000,
    ],
)
def test_whatever_is_typed_ends_at_a_page_that_helps(pages: Client, typed: str) -> None:
    response = pages.post("/find", {"code": typed}, follow=True)
    assert len(response.redirect_chain) <= 2
    assert 'action="/find"' in text(response)
    assert "<script>alert" not in text(response)
