import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from tests.portal import stories
from tests.portal.teller import Teller
from zhuisu.core.findings import Language
from zhuisu.portal.drawing import broken, fitting
from zhuisu.portal.picture import Detail, Picture, picture
from zhuisu.portal.story import Story
from zhuisu.tracing.answer import TraceAnswer


def drawn(answer: TraceAnswer, detail: Detail = Detail.BUNDLED) -> Picture:
    found = picture(Story(answer, Language.ZH, datetime(2026, 7, 1, tzinfo=UTC)), detail)
    assert found is not None
    return found


def test_nothing_linked_is_no_picture() -> None:
    assert picture(Story(stories.nothing(), Language.ZH, datetime(2026, 7, 1, tzinfo=UTC))) is None


def test_every_box_of_a_small_chain_leads_to_its_thing() -> None:
    links = re.findall(r'<a href="([^"]+)"', drawn(stories.lychee()).wide)
    assert links == [f"/t/{key}" for key in (stories.BOX, stories.FRUIT, stories.LYCHEE)]


def test_a_slim_chain_is_drawn_downwards_too_and_a_broad_one_is_not() -> None:
    assert drawn(stories.lychee()).tall
    assert not drawn(stories.pork()).tall


def test_a_hundred_and_fifty_things_are_bundled_to_what_a_person_can_read() -> None:
    found = drawn(stories.formula())
    assert len(re.findall("<a ", found.wide)) < 16
    assert "共 24 个" in found.wide
    assert found.bundled_things > 120


def test_every_thing_is_drawn_on_request_and_listed_in_the_table() -> None:
    found = drawn(stories.formula(), Detail.EVERY_THING)
    assert len(re.findall("<a ", found.wide)) == 150
    assert found.bundled_things == 0
    assert len(found.rows) == len({(edge.source, edge.target, edge.kind) for edge in stories.formula().edges})


@pytest.mark.parametrize("answer", [stories.lychee(), stories.pork(), stories.formula()])
def test_a_drawing_is_well_formed_and_has_no_style_of_its_own(answer: TraceAnswer) -> None:
    svg = drawn(answer).wide
    ElementTree.fromstring(svg)
    assert "style=" not in svg


def test_names_are_escaped() -> None:
    told = Teller()
    told.thing("01/06901234100013", "gtin", "class", "<script>", "<script>")
    told.thing("01/06901234100020", "gtin", "class", "b", "b")
    told.link("became", "e", "01/06901234100020", "01/06901234100013")
    assert "<script>" not in drawn(told.answer("01/06901234100013")).wide


def test_a_long_name_takes_two_lines_and_then_an_ellipsis() -> None:
    assert broken("灵山荔枝", 10.6) == ("灵山荔枝", "")
    assert broken("婴儿配方奶粉 1段 800克装特别长的名字还有更多更多字", 10.6)[1].endswith("…")
    assert fitting("一二三四五六", 4) == "一二三…"
