"""Numbers as packs print them: where they lead when they are no code on record."""

import pytest
from django.test import Client

from tests.portal import alerted, stories, traders
from tests.portal.test_pages import text
from zhuisu.portal import sources
from zhuisu.portal.enterprises import enterprise_path
from zhuisu.portal.links import recall_path
from zhuisu.portal.sources import Printed

LOT, OTHER = "01/06901234100013/10/XZC20260730-01", "01/06901234100990/10/XZC20260730-01"


def on_record(monkeypatch: pytest.MonkeyPatch, found: Printed) -> None:
    monkeypatch.setattr(sources, "printed", lambda typed: found)


def test_a_lot_of_one_product_leads_to_its_batch(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_record(monkeypatch, Printed(batches=((LOT, traders.LYCHEE),)))
    chain = pages.post("/find", {"code": "XZC20260730-01"}, follow=True).redirect_chain
    assert [path for path, _ in chain] == ["/t/XZC20260730-01", f"/t/{LOT}"]


def test_of_several_the_recalled_one_comes_first(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_record(monkeypatch, Printed(batches=((LOT, traders.LYCHEE), (OTHER, traders.GIFT_BOX))))
    monkeypatch.setattr(sources, "alerts_of", lambda keys: {OTHER: (alerted.standing(),)})
    html = text(pages.post("/find", {"code": "XZC20260730-01"}, follow=True))
    assert html.index(OTHER) < html.index(LOT)
    assert html.count("已被召回或警示") == 1


def test_a_licence_leads_to_its_holder(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_record(monkeypatch, Printed(holders=(traders.ORCHARD,)))
    chain = pages.post("/find", {"code": "SC12945070300017"}, follow=True).redirect_chain
    assert chain[-1][0] == enterprise_path(traders.ORCHARD.key)


def test_a_lot_that_only_a_recall_names_leads_to_the_recall(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "published_recalls", lambda kind, category, typed: [alerted.published()])
    assert pages.get("/t/20260712-02")["Location"] == recall_path(alerted.NUMBER)


def test_a_code_on_record_is_not_looked_for_as_a_lot(pages: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    on_record(monkeypatch, Printed(batches=((LOT, traders.LYCHEE),)))
    number = stories.VACCINE.removeprefix("drug:")
    assert pages.get(f"/t/{number}")["Location"] == f"/t/drug:{number}"


def test_the_reading_that_is_a_product_is_opened(pages: Client) -> None:
    number = traders.GIFT_BOX.key.removeprefix("01/0")
    assert pages.get(f"/t/{number}")["Location"] == f"/t/{traders.GIFT_BOX.key}"


@pytest.mark.parametrize("typed", ["8351 2070 0040 0000 0000 1", "835120700040000000001"])
def test_a_digit_too_many_is_said_and_never_dropped(pages: Client, typed: str) -> None:
    answer = pages.post("/find", {"code": typed}, follow=True)
    assert answer.status_code == 404
    assert "您输入的是 21 位数字，药品追溯码应为 20 位" in text(answer)


def test_a_choice_of_readings_does_not_count_them(pages: Client) -> None:
    assert "种读法" not in text(pages.get(f"/t/{stories.AMBIGUOUS}"))
