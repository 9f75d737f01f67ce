"""Every published EPCIS 2.0 document captures, comes back equal in meaning, can be traced; a repeat changes nothing."""

import io
from pathlib import Path

import msgspec
import pytest

from tests.capture.cast import OPERATOR
from zhuisu.capture.service import capture_document
from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis import Context, Refusal, hash_id, normalised, open_document, read_event
from zhuisu.core.lineage.extract import facts_of, touches_of
from zhuisu.ledger.reading import declarations_of, event_by_id, known_things
from zhuisu.tracing.dossier import trace

pytestmark = pytest.mark.usefixtures("ledger")

EXAMPLES = Path(__file__).parents[3] / "shared" / "epcis" / "json"
DOCUMENTS: list[Path | None] = [*sorted(EXAMPLES.rglob("*.jsonld"))] or [None]


@pytest.fixture(params=DOCUMENTS, ids=lambda path: path.stem if path else "none")
def published(request: pytest.FixtureRequest, shared: Path) -> bytes:
    path: Path = request.param
    return path.read_bytes()


def events_of(raw: bytes) -> tuple[list[bytes], Context]:
    document = open_document(io.BytesIO(raw))
    assert not isinstance(document, Refusal), document
    return [event for batch in document.batches() for event in batch], document.context


def test_it_captures_and_comes_back_equal_in_meaning(published: bytes) -> None:
    report = capture_document(io.BytesIO(published), actor=OPERATOR)
    assert report.success, report.errors
    raws, context = events_of(published)
    assert report.accepted == len(raws)
    for raw in raws:
        event = read_event(raw, context)
        assert not isinstance(event, Refusal)
        event_id = event.event_id or hash_id(event, context)
        stored = declarations_of(event_id) if event.error_declaration else [event_by_id(event_id)]
        kept = stored[0]
        assert kept is not None
        assert kept.body == raw
        kept_context = Context.parse(kept.context)
        assert not isinstance(kept_context, Refusal)
        again = read_event(kept.body, kept_context)
        assert not isinstance(again, Refusal)
        assert normalised(again, kept_context) == normalised(event, context)


def test_a_repeat_changes_nothing(published: bytes) -> None:
    first = capture_document(io.BytesIO(published), actor=OPERATOR)
    second = capture_document(io.BytesIO(published), actor=OPERATOR)
    assert (second.success, second.accepted, second.repeated) == (True, 0, first.accepted)


def test_everything_it_names_can_be_traced(published: bytes) -> None:
    capture_document(io.BytesIO(published), actor=OPERATOR)
    raws, context = events_of(published)
    for raw in raws:
        event = read_event(raw, context)
        assert not isinstance(event, Refusal)
        things = {thing for thing, _ in touches_of(facts_of(event)) if not thing.startswith("transformation:")}
        assert known_things(things) == things
        for thing in things:
            answer = trace(thing)
            assert answer is not None, thing
            assert answer.focus == thing
            assert thing in {each.key for each in answer.things}
            assert answer.events or event.error_declaration is not None


def test_the_three_notations_of_one_identity_find_the_same_event(shared: Path) -> None:
    raw = (shared / "epcis/json/Example_9.6.1-ObjectEvent.jsonld").read_bytes()
    capture_document(io.BytesIO(raw), actor=OPERATOR)
    urn = "urn:epc:id:sgtin:0614141.107346.2017"
    link = "https://shop.example/01/10614141073464/21/2017"
    assert key_of_uri(urn) == key_of_uri(link) == "01/10614141073464/21/2017"
    answers = [trace(code) for code in (urn, link, "(01)10614141073464(21)2017", "01/10614141073464/21/2017")]
    assert len({msgspec.json.encode(answer) for answer in answers}) == 1
    assert answers[0] is not None
    assert len(answers[0].events) >= 1
