"""The published GS1 documents, captured and asked back in every form: each answer, read again, says the same."""

from io import BytesIO
from pathlib import Path

import pytest
from django.http import HttpResponse

from tests.exchange.caller import Caller
from zhuisu.core.epcis import Refusal, normalised, open_document, read_event

FOLDER = Path(__file__).parents[3] / "shared" / "epcis"
DOCUMENTS = [*sorted((FOLDER / "json").rglob("*.jsonld")), *sorted((FOLDER / "xml").rglob("*.xml"))]
WITH_EVENTS = [path for path in DOCUMENTS if path.parent.name != "CaptureJob"]
TYPES = {".jsonld": "application/ld+json", ".xml": "application/xml"}
AS_RECEIVED = {"GS1-EPC-Format": "Never_Translates", "GS1-CBV-XML-Format": "Never_Translates"}
XML = {"Accept": "application/xml"}
FORMS = {
    "json": {},
    "json-urn": {"GS1-EPC-Format": "Always_EPC_URN"},
    "xml": XML,
    "xml-urn": XML | {"GS1-EPC-Format": "Always_EPC_URN", "GS1-CBV-XML-Format": "Always_URN"},
    "xml-as-received": XML | AS_RECEIVED,
    "xml-1.2": XML | {"GS1-EPCIS-Version": "1.2"},
    "xml-1.2-as-received": XML | {"GS1-EPCIS-Version": "1.2"} | AS_RECEIVED,
}


def said(answer: HttpResponse) -> list[bytes]:
    """What the events of an answer say, whatever its form."""
    assert answer.status_code == 200, answer.content
    opened = open_document(BytesIO(answer.content))
    assert not isinstance(opened, Refusal), opened
    found = []
    for batch in opened.batches():
        for raw in batch:
            event = read_event(raw, opened.context)
            assert not isinstance(event, Refusal), event
            found.append(normalised(event, opened.context))
    return sorted(found)


@pytest.mark.parametrize("path", WITH_EVENTS, ids=lambda path: f"{path.parent.name}-{path.stem}{path.suffix}")
def test_a_published_document_says_the_same_in_every_form(operator: Caller, shared: Path, path: Path) -> None:
    sent = operator.post("/epcis/capture", path.read_bytes(), TYPES[path.suffix])
    assert sent.status_code == 202, sent.content
    wanted = said(operator.get("/epcis/events", {"perPage": "100"}, **AS_RECEIVED))
    for form, headers in FORMS.items():
        assert said(operator.get("/epcis/events", {"perPage": "100"}, **headers)) == wanted, form
