"""The flows of a batch on a screen."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.console.cast import BUTCHER, GROWER, browser, signed_in, verbs
from tests.tracing.test_flows import FRUIT, GROWER_KEY, JAM, SUGAR, jam
from zhuisu.console.flow_drawing import fit
from zhuisu.core.findings import Language
from zhuisu.tracing.flow_words import between, number, percentage

pytestmark = pytest.mark.usefixtures("console")

__all__ = ["jam"]

FLOWS = "/admin/flows/"


@pytest.fixture
def registry(console: None) -> None:
    """The registry of the story is that of the console."""


@pytest.mark.usefixtures("jam")
def test_the_flows_are_a_picture_and_tables_that_say_the_same() -> None:
    text = signed_in(GROWER).get(FLOWS, {"code": FRUIT}).content.decode()
    assert '<svg class="flow"' in text
    assert 'class="node held focus"' in text
    for heading in ("Where it is", "Accounts", "Handed over", "Made"):
        assert heading in text
    assert "style=" not in text.partition('<div id="content-main">')[2].partition("</svg>")[0]


@pytest.mark.usefixtures("jam")
def test_the_screen_speaks_the_language_of_its_reader() -> None:
    text = signed_in(GROWER, "zh-hans").get(FLOWS, {"code": JAM}).content.decode()
    assert "由什么制成" in text
    assert "千克" in text


@pytest.mark.usefixtures("jam")
def test_a_buyer_is_not_told_of_what_it_is_made() -> None:
    text = signed_in(BUTCHER).get(FLOWS, {"code": JAM}).content.decode()
    assert SUGAR not in text
    assert "not yours to read" in text


@pytest.mark.usefixtures("jam")
def test_its_tables_are_taken_along_as_numbers_with_codes() -> None:
    client = signed_in(GROWER)
    text = client.get(f"{FLOWS}accounts.csv", {"code": FRUIT}).content.decode()
    heads, first = (line.split(",") for line in text.removeprefix("\ufeff").splitlines()[:2])
    assert heads[:4] == ["Party", "Key of the party", "Batch", "Key of the batch"]
    assert (first[3], first[-1]) == (FRUIT.removeprefix("https://id.gs1.org/"), "KGM")
    sheet = client.get(f"{FLOWS}all.xlsx", {"code": FRUIT})
    book = load_workbook(BytesIO(sheet.getvalue()))
    assert book.sheetnames == ["Where it is", "What it is made of", "Accounts", "Handed over", "Made"]
    assert client.get(f"{FLOWS}nothing.csv", {"code": FRUIT}).status_code == 404
    assert client.get(f"{FLOWS}all.xlsx", {"code": "?"}).status_code == 404
    assert verbs(GROWER.name).count("flows exported") == 2


def test_a_text_that_names_nothing_is_said_to() -> None:
    answer = signed_in(GROWER).get(FLOWS, {"code": "?"})
    assert answer.status_code == 200
    assert "Scan the code of a batch" in answer.content.decode()


def test_it_is_among_the_lists_and_for_those_who_are_signed_in() -> None:
    assert FLOWS in signed_in(GROWER).get("/admin/console/licence/").content.decode()
    assert browser().get(FLOWS, {"code": GROWER_KEY}).status_code == 302


def test_what_is_not_exact_is_said_to_be_at_most() -> None:
    assert percentage(0.0, 0.5, Language.EN) == "up to 50%"
    assert percentage(0.0, 0.5, Language.ZH) == "至多 50%"
    assert percentage(0.25, 0.5, Language.ZH) == "25%–50%"
    assert percentage(0.331194, 0.331194, Language.ZH) == "33.1%"
    assert between(10, 20, "KGM", Language.ZH) == "10–20 千克"
    assert between(None, None, "KGM", Language.EN) == "—"
    assert number(1234567.5) == "1,234,567.5"


def test_a_long_name_is_cut_where_it_no_longer_fits() -> None:
    assert fit("钦州市", 6) == "钦州市"
    assert fit("钦州市牧草汐牧业有限公司", 10) == "钦州市牧…"
