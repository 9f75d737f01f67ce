"""The workbench: asked on a form, watched while it grows, narrowed, taken along, stopped; who may not sees nothing."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.console.cast import AGRICULTURE, GROWER, REGISTRAR, sent, signed_in, verbs
from tests.recall.cellar import BOTTLES, CASE, GRAPE_LOT, GRAPES, KEYS, MAKER_KEY, SHOP, captured, event, vintage
from tests.recall.conftest import recalls, registry, supervision
from tests.recall.outbreak import SHOP_PARTY, places
from tests.registry.cast import approved
from tests.supervision.cast import OPERATOR
from zhuisu.recall.growing import grow_next
from zhuisu.recall.inquiries import forget
from zhuisu.recall.models import Inquiry

__all__ = ["recalls", "registry", "supervision"]
pytestmark = pytest.mark.usefixtures("recalls", "console")

HOME = "/admin/workbench/"
ARRIVED = event(10, 10, "ObjectEvent", SHOP, epcList=[CASE], action="OBSERVE", bizStep="receiving")
WINE_KEY = "01/06901234500003"
FORWARD = {"mode": "forward", "codes": GRAPE_LOT}


@pytest.fixture(autouse=True)
def _no_scopes_are_left() -> Iterator[None]:
    yield
    for row in Inquiry.objects.exclude(scope=None):
        forget(row.pk, actor=OPERATOR)


@pytest.fixture
def inspector() -> Client:
    """An inspector at the workbench; the wine was made, and a case of it is in the shop."""
    places()
    vintage(ARRIVED)
    return signed_in(REGISTRAR)


def asked(client: Client, **fields: str) -> str:
    """The address of the inquiry that the form leads to."""
    answer = sent(client, HOME, **{**FORWARD, **fields})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def file(client: Client, page: str) -> bytes:
    """What a page sends to be kept."""
    answer: Any = client.get(page)
    return b"".join(answer.streaming_content)


def grown(client: Client, **fields: str) -> str:
    address = asked(client, **fields)
    assert grow_next() == 1
    return address


def said(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200, page
    return str(answer.content.decode())


def rows(text: str) -> set[str]:
    """The keys in the table of a page."""
    return set(re.findall(r'<th scope="row"><a class="wb-key" href="/t/([^"]+)"', text))


def test_a_batch_is_asked_about_and_found_as_picture_table_map_and_counts(inspector: Client) -> None:
    address = asked(inspector)
    waiting = said(inspector, address)
    assert 'data-state="open"' in waiting
    assert "Looking for the first things" in waiting
    assert grow_next() == 1
    told = said(inspector, address)
    assert rows(told) == {GRAPES, *KEYS}
    assert 'data-state="done"' in told
    for part in ('svg class="wide"', 'svg class="tall"', 'svg class="tiles', "老街酒行", "灵山县", "Draft a recall"):
        assert part in told, part
    assert 'aria-label="灵山县, 4: in stock 4"' in told


def test_names_of_the_registry_say_who_supplied_and_where(inspector: Client) -> None:
    told = said(inspector, grown(inspector, codes="", supplier="云雾酒庄"))
    assert set(KEYS) <= rows(told)
    told = said(inspector, grown(inspector, codes="", place="酒行", since="2026-06-09T00:00", until="2026-06-11T00:00"))
    assert set(KEYS[:4]) <= rows(told)


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_asked(inspector: Client) -> None:
    for fields, words in (
        ({"codes": "no code at all"}, "is no code that is known here"),
        ({"codes": ""}, "It does not say what is asked"),
        ({"mode": "common", "codes": BOTTLES[0]}, "complaints"),
        ({"codes": "", "place": "酒"}, "Several names hold"),
        ({"since": "2026-06-09T00:00", "until": "2026-06-01T00:00"}, "Change one of them"),
    ):
        answer = sent(inspector, HOME, **{**FORWARD, **fields})
        assert answer.status_code == 422
        assert words in answer.content.decode(), words
    assert not Inquiry.objects.exists()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?state=sold", {KEYS[4]}),
        (f"?holder={SHOP_PARTY}", set(KEYS[:4])),
        ("?region=450700&state=destroyed", {KEYS[5]}),
        ("?hop=0", {GRAPES}),
        ("?code=21/B3", {KEYS[3]}),
        (f"?code={BOTTLES[2]}", {KEYS[2]}),
        ("?sort=-holder&page=9", {GRAPES, *KEYS}),
        ("?sort=nothing&hop=x&open=%01&page=-1", {GRAPES, *KEYS}),
        ("?region=110000", set()),
    ],
)
def test_the_table_is_narrowed_by_its_address_and_files_are_narrowed_alike(
    inspector: Client, query: str, expected: set[str]
) -> None:
    address = grown(inspector)
    assert rows(said(inspector, address + query)) == expected
    assert rows(said(inspector, f"{address}part/{query}")) == expected
    sheet = file(inspector, f"{address}things.csv{query}").decode("utf-8-sig")
    assert {row[0] for row in list(csv.reader(StringIO(sheet)))[1:]} == expected
    book = load_workbook(BytesIO(file(inspector, f"{address}things.xlsx{query}")))
    assert {str(row[0].value) for row in list(book.worksheets[0].rows)[1:]} == expected
    assert verbs(REGISTRAR.name).count("inquiry exported") == 2


def test_complaints_have_a_source_from_which_to_go_on(inspector: Client) -> None:
    told = said(inspector, grown(inspector, mode="common", codes="\n".join(BOTTLES[:3])))
    assert GRAPES in told
    assert "3/3" in told
    assert f'name="codes" value="{GRAPES}"' in told
    assert f'name="supplier" value="{MAKER_KEY}"' in told


def test_an_inquiry_is_stopped_and_listed(inspector: Client) -> None:
    address = asked(inspector)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', said(inspector, address))
    assert token is not None
    stopped = inspector.post(f"{address}stop/", {"csrfmiddlewaretoken": token[1]})
    assert stopped.status_code == 302
    assert "stopped" in said(inspector, address)
    assert address in said(inspector, HOME)
    assert inspector.post(f"{address}stop/").status_code == 403


def test_what_was_dropped_is_said(inspector: Client) -> None:
    address = grown(inspector)
    forget(Inquiry.objects.get().pk, actor=OPERATOR)
    assert "has been dropped" in said(inspector, address)
    assert inspector.get(f"{address}things.csv").status_code == 404


def test_who_may_not_inquire_finds_no_workbench_and_others_find_their_own(inspector: Client) -> None:
    address = grown(inspector)
    grower = signed_in(GROWER)
    for page in (HOME, address, f"{address}part/", f"{address}things.csv", f"{address}things.xlsx"):
        assert grower.get(page).status_code == 403, page
        assert Client().get(page).status_code == 302, page
    assert HOME not in said(grower, "/admin/console/licence/")
    department = signed_in(AGRICULTURE)
    assert department.get(address).status_code == 404
    assert address not in said(department, HOME)


def test_closed_goods_are_counted_in_one_line_and_in_nothing_else() -> None:
    """A detonator came of the bottle, too: a department of produce learns that something did."""
    approved("product", {"key": WINE_KEY, "name": "酒", "category": "produce", "variety": "fruit"})
    urn = "urn:zhuisu:detonator:1360315A12345"
    captured(
        event(1, 1, "ObjectEvent", epcList=BOTTLES[:1], action="ADD", bizStep="commissioning"),
        event(2, 2, "TransformationEvent", inputEPCList=BOTTLES[:1], outputEPCList=[urn, BOTTLES[1]]),
        event(3, 3, "TransformationEvent", inputEPCList=[urn], outputEPCList=[BOTTLES[2]]),
    )
    address = grown(signed_in(REGISTRAR), codes=BOTTLES[0])
    Inquiry.objects.update(account=AGRICULTURE.name)
    department = signed_in(AGRICULTURE)
    told = said(department, address)
    assert rows(told) == set(KEYS[:3])
    assert "closed goods: 1 things are counted, and not listed" in told
    assert "1360315A12345" not in told
    assert b"1360315A12345" not in file(department, f"{address}things.csv")


def test_names_are_shown_as_words_and_never_as_markup(inspector: Client) -> None:
    bad = "https://id.gs1.org/01/06901234500003/21/%22%3E%3Cscript%3E"
    captured(event(20, 20, "ObjectEvent", epcList=[bad], action="ADD", bizStep="commissioning"))
    told = said(inspector, grown(inspector, codes=bad))
    assert "<script>" not in told
    assert "<script>" not in said(inspector, f"{HOME}?codes=%3Cscript%3E&supplier=%3Cscript%3E")
