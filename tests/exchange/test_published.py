"""The published GS1 documents, over HTTP: captured, answered with equal meaning, traced."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.caller import Caller, listed
from zhuisu.core.epcis import Context, Refusal, normalised, read_event

FOLDER = Path(__file__).parents[3] / "shared" / "epcis" / "json"
DOCUMENTS = sorted(FOLDER.rglob("*.jsonld"))


def events_of(document: dict[str, Any]) -> list[dict[str, Any]]:
    body = document.get("epcisBody", {})
    results = body.get("queryResults", {}).get("resultsBody", body)
    found: list[dict[str, Any]] = results.get("eventList") or ([body["event"]] if "event" in body else [document])
    return found


def meaning(event: dict[str, Any], context: Any) -> Any:
    parsed = Context.parse(json.dumps(context).encode())
    assert not isinstance(parsed, Refusal)
    bare = {name: value for name, value in event.items() if name not in ("@context", "recordTime", "eventID")}
    read = read_event(json.dumps(bare).encode(), parsed)
    assert not isinstance(read, Refusal), read
    return normalised(read, parsed)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_published_document_comes_back_equal_in_meaning(operator: Caller, shared: Path, path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    sent = operator.post("/epcis/capture", path.read_bytes(), "application/ld+json")
    assert sent.status_code == 202, sent.content
    assert operator.post("/epcis/capture", path.read_bytes()).status_code == 202
    answered = operator.get("/epcis/events", {"perPage": "100"})
    context = json.loads(answered.content)["@context"]
    back = [meaning(event, event.get("@context", context)) for event in listed(answered)]
    wanted = [meaning(event, event.get("@context", document["@context"])) for event in events_of(document)]
    assert sorted(map(repr, back)) == sorted(map(repr, wanted))
    assert all(
        operator.get(f"/epcis/events/{_quoted(event['eventID'])}").status_code == 200 for event in listed(answered)
    )


def _quoted(text: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 - one use

    return quote(text, safe="")
