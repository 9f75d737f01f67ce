"""The proof of a record, as the public sees it."""

import json
from base64 import b64decode

import pytest
from django.test import Client

from tests.portal import proofs, stories
from zhuisu.core.tlog.proofs import Proven, ProvenSealed, check_proof
from zhuisu.portal import sources
from zhuisu.portal.links import proof_file_path, proof_path, thing_path

EVENT = str(proofs.OPENING.id)


@pytest.fixture
def proving(pages: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The pages, over proofs that are told."""
    monkeypatch.setattr(sources, "proof_of", proofs.proof_of)
    monkeypatch.setattr(sources, "log_state", proofs.log_state)
    return pages


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def test_each_record_of_a_story_says_when_it_was_recorded_and_leads_to_its_proof(proving: Client) -> None:
    first = stories.told(stories.BOX).events[0].id
    html = text(proving, f"{thing_path(stories.BOX)}?lang=zh")
    assert f'href="{proof_path(first, stories.BOX)}"'.replace("&", "&amp;") in html
    assert "入库 · <a" in html
    assert "可验证" in html


def test_the_page_of_a_proof_says_where_the_record_stands_and_who_signed(proving: Client) -> None:
    html = text(proving, proof_path(EVENT, stories.BOX) + "&lang=zh")
    assert "trace.qinzhou.example/log" in html
    assert "trace.beihai.example/witness" in html
    assert "2026年9月1日 08:00" in html  # the city's time
    assert "下载证明" in html
    assert "并不证明报送方所写的属实" in html
    assert "Download the proof" in text(proving, proof_path(EVENT, stories.BOX) + "&lang=en")


def test_the_proof_that_is_downloaded_verifies_offline(proving: Client) -> None:
    response = proving.get(proof_file_path(EVENT, stories.BOX))
    assert response["Content-Disposition"] == f'attachment; filename="{EVENT}.tlog-proof"'
    proven = check_proof(response.content, [proofs.LOG.verifier, proofs.WITNESS.verifier])
    assert isinstance(proven, Proven)
    assert [each.by.name for each in proven.opened.by_witnesses] == ["trace.beihai.example/witness"]


def test_the_proof_of_a_record_that_is_open_in_part_is_sealed(proving: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "proof_of", proofs.sealed_proof_of)
    assert "its proof is sealed" in text(proving, proof_path(EVENT, stories.BOX) + "&lang=en")
    file = proving.get(proof_file_path(EVENT, stories.BOX)).content
    proven = check_proof(file, [proofs.LOG.verifier])
    assert isinstance(proven, ProvenSealed)
    assert proven.seal.id == proofs.OPENING.id
    opened = b64decode(file.split(b"\n")[1].removeprefix(b"extra "))
    assert set(json.loads(opened)) == {"format", "id", "entry"}


def test_a_record_that_has_only_just_arrived_says_so(proving: Client) -> None:
    assert "few seconds" in text(proving, proof_path(proofs.PENDING, stories.BOX) + "&lang=en")
    assert proving.get(proof_file_path(proofs.PENDING, stories.BOX)).status_code == 404


def test_what_no_story_tells_has_no_proof_here(proving: Client) -> None:
    assert proving.get(f"/event/{EVENT}/proof").status_code == 404
    assert proving.get(f"/event/{EVENT}/proof.tlog-proof").status_code == 404


def test_everybody_can_read_what_is_proved_and_what_is_not(proving: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    html = text(proving, "/about/proof?lang=en")
    assert "What is not proved" in html
    assert proofs.LOG.verifier.vkey in html
    monkeypatch.setattr(sources, "log_state", lambda: None)
    assert "The log now" not in text(proving, "/about/proof?lang=en")
    assert 'href="/about/proof"' in text(proving, "/")


def test_the_proof_of_a_record_in_the_middle_of_a_long_story_is_asked_for_there(
    proving: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []
    monkeypatch.setattr(sources, "proof_of", lambda event, of, after: asked.append(after))
    html = text(proving, f"{thing_path(stories.BOX)}?after=p2&lang=en")
    path = proof_path(stories.told(stories.BOX).events[0].id, stories.BOX, "p2")
    assert path.replace("&", "&amp;") in html
    assert proving.get(path).status_code == 404
    assert asked == ["p2"]
