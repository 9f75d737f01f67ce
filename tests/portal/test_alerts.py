import re
from datetime import UTC, datetime

import msgspec
import pytest
from django.test import Client

from tests.portal import alerted, stories
from tests.portal.test_pages import text
from zhuisu.access.visibility import verdict_alone
from zhuisu.core.findings import Language
from zhuisu.portal import sources
from zhuisu.portal.alerts import alerts, alerts_closed, asked_for_alerts
from zhuisu.portal.links import recall_path, thing_path
from zhuisu.portal.story import Story
from zhuisu.portal.verdict import Tone, restricted_verdict, verdict
from zhuisu.recall.kinds import Kind

NOW = datetime(2026, 7, 1, tzinfo=UTC)


def lychee(language: Language = Language.EN) -> Story:
    return Story(stories.lychee(), language, NOW)


def test_what_is_recalled_is_red_whatever_else_is_on_record() -> None:
    story = lychee()
    said = verdict(story, alerts=alerts(story, {story.focus.key: (alerted.standing(advice="Take it back."),)}))
    assert said.tone is Tone.BAD
    assert said.line == "Recalled: do not use it"
    told = ("The department gave its words in Chinese only:", "婴幼儿配方乳粉检出克罗诺杆菌", "监督抽检不合格")
    assert said.reasons == ("Since 20 June 2026: Recall, class I", *told)
    assert (said.note, said.more) == ("Take it back.", recall_path(alerted.NUMBER))


def test_an_alert_that_ended_is_told_and_no_longer_red() -> None:
    story = lychee()
    ended = alerts(story, {story.focus.key: (alerted.standing(state="closed"),)})
    assert verdict(story, alerts=ended).tone is Tone.GOOD
    assert [each.line for each in ended] == ["Ended: Recall, class I"]


def test_what_a_closed_recall_left_stays_red() -> None:
    story = lychee(Language.ZH)
    lasting = alerts(story, {story.focus.key: (alerted.standing(state="closed", is_lasting=True),)})
    assert verdict(story, alerts=lasting).tone is Tone.BAD
    assert lasting[0].line == "2026年6月20日起：婴幼儿配方乳粉检出克罗诺杆菌。处理已经结束，但它仍不能销售、使用"


ENGLISH = {"title_en": "Cronobacter in formula", "reason_en": "A sample failed.", "advice_en": "Take it back."}


def test_what_was_said_in_english_stands_in_english_pages_alone() -> None:
    for language, line in ((Language.EN, "Cronobacter in formula"), (Language.ZH, "婴幼儿配方乳粉检出克罗诺杆菌")):
        story = lychee(language)
        said = verdict(story, alerts=alerts(story, {story.focus.key: (alerted.standing(**ENGLISH),)}))
        assert said.reasons[0].endswith(line)
        assert (said.note == "Take it back.") == (language is Language.EN)
        assert "Chinese only" not in repr(said)


def test_the_english_page_of_a_recall_without_english_says_what_to_do_and_marks_the_chinese(pages: Client) -> None:
    html = text(pages.get(f"{recall_path(alerted.NUMBER)}?lang=en"))
    assert "Recall, class I: Infant formula, lot G1</h1>" in html
    assert "Do not eat or use it. Keep the package" in html
    assert html.index("gave its words in Chinese only") < html.index('<span lang="zh-CN">婴幼儿配方乳粉检出克罗诺杆菌')
    page = html.partition("<main")[2].partition("</main>")[0]
    assert not re.search("[㐀-鿿]", re.sub('<span lang="zh-CN">[^<]*</span>', "", page))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("language", Language)
def test_every_kind_of_alert_says_what_to_do(kind: Kind, language: Language) -> None:
    story = lychee(language)
    said = verdict(story, alerts=alerts(story, {story.focus.key: (alerted.standing(kind=kind.value),)}))
    assert said.tone is Tone.BAD
    assert said.line
    assert said.note


def test_one_that_is_not_public_is_red_and_leads_nowhere() -> None:
    story = lychee()
    said = verdict(story, alerts=alerts(story, {story.focus.key: (alerted.standing(is_public=False),)}))
    assert (said.tone, said.more) == (Tone.BAD, "")


def test_a_container_says_what_in_it_is_recalled() -> None:
    case = next(edge.target for edge in stories.vaccine().edges if edge.source == stories.VACCINE)
    story = Story(msgspec.structs.replace(stories.vaccine(), focus=case, events=()), Language.EN, NOW)
    assert stories.VACCINE in asked_for_alerts(story)
    (told,) = alerts(story, {stories.VACCINE: (alerted.standing(),)})
    assert not told.is_own
    assert told.about.startswith("It holds ")
    assert verdict(story, alerts=(told,)).tone is Tone.BAD


def test_closed_goods_that_are_missing_say_to_call_the_police() -> None:
    answer = verdict_alone(stories.vaccine())
    story = Story(answer, Language.ZH, NOW)
    missing = alerts_closed({answer.focus: (alerted.standing(kind="lost", is_public=False),)}, Language.ZH)
    said = restricted_verdict(story, alerts=missing)
    assert said.tone is Tone.BAD
    assert "110" in said.line


def test_of_closed_goods_an_alert_that_is_not_public_tells_the_public_nothing_of_what_happened() -> None:
    secret = alerted.standing(kind="lost", is_public=False, title="差一发雷管", reason="少了一发", hazard="会爆炸")
    (told,) = alerts_closed({"x": (secret,)}, Language.ZH)
    assert (told.reason, told.hazard) == ("", "")
    assert "雷管" not in told.line


def test_an_item_is_asked_about_without_its_batch_so_that_a_lifted_one_is_not_red_for_it() -> None:
    story = lychee()
    assert story.batch not in set(asked_for_alerts(story)) - {story.focus.key}


def test_the_page_of_a_recalled_thing_is_red_and_leads_to_the_recall(
    pages: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "alerts_of", alerted.of_the_can)
    html = pages.get(thing_path(stories.CAN)).content.decode()
    assert "已被召回，请不要再用" in html
    assert f'href="{recall_path(alerted.NUMBER)}"' in html


def test_home_and_the_list_name_what_is_in_force(pages: Client) -> None:
    for address in ("/", "/recalls", "/recalls?kind=recall&category=food&q=乳粉"):
        assert "婴幼儿配方乳粉检出克罗诺杆菌" in pages.get(address).content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_of_a_recall_says_which_goods_and_what_to_do(pages: Client, language: str) -> None:
    answer = pages.get(recall_path(alerted.NUMBER), {"lang": language})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "停止喂食，退回购买处。" in html
    assert thing_path("01/06901234567892/10/G1") in html
    assert pages.get(recall_path(alerted.NUMBER) + ".svg")["Content-Type"] == "image/svg+xml"


def test_what_was_not_published_has_no_page(pages: Client) -> None:
    assert pages.get("/recalls/ZH-1999-0001").status_code == 404
    assert pages.get("/recalls/ZH-1999-0001.svg").status_code == 404
