"""XML documents: captured as the JSON-LD of their events; the same events in JSON are repeats."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from tests.capture.cast import CONTEXT, capture, document, packed
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.core.epcis import Context
from zhuisu.core.epcis.xml import XmlVersion, write_document
from zhuisu.ledger.archive import document_of
from zhuisu.ledger.reading import event_by_id, master_data

pytestmark = pytest.mark.usefixtures("ledger")
DATE = datetime(2026, 6, 1, 9, tzinfo=UTC)
BAD = b"<ObjectEvent><grade>A</grade></ObjectEvent>"


def xml(*serials: str, version: XmlVersion = XmlVersion.V2_0) -> bytes:
    """Boxes of lychees are packed, as XML."""
    context = Context.parse(msgspec.json.encode(CONTEXT))
    assert isinstance(context, Context)
    pairs = [(packed(serial, **{"orchard:row": "7"}), context) for serial in serials]
    return write_document(pairs, version=version, creation_date=DATE, query_name=None)


@pytest.mark.parametrize("version", XmlVersion)
def test_an_xml_document_lands_and_comes_back_to_the_byte(version: XmlVersion) -> None:
    raw = xml("1", "2", version=version)
    report = capture(raw)
    assert (report.success, report.accepted, report.refused) == (True, 2, 0)
    assert b"".join(document_of(report.capture_id)) == raw
    stored = event_by_id("urn:uuid:00000000-0000-4000-8000-000000000002")
    assert stored is not None
    assert msgspec.json.decode(stored.body)["orchard:row"] == "7"


def test_the_same_event_in_json_is_a_repeat() -> None:
    capture(xml("1"))
    report = capture(document(packed("1", **{"orchard:row": "7"})))
    assert (report.success, report.accepted, report.repeated) == (True, 0, 1)


def test_under_proceed_one_bad_event_leaves_the_others() -> None:
    raw = xml("1", "2").replace(b"</ObjectEvent><ObjectEvent>", b"</ObjectEvent>" + BAD + b"<ObjectEvent>")
    report = capture(raw, ErrorBehaviour.PROCEED)
    assert (report.accepted, report.refused) == (2, 1)
    assert {finding.path.partition(".grade")[0] for finding in report.errors} >= {"$.epcisBody.eventList[1]"}


def test_under_rollback_a_document_that_breaks_off_leaves_nothing() -> None:
    report = capture(xml("1", "2")[:-60])
    assert (report.success, report.accepted, [finding.code for finding in report.errors]) == (
        False,
        0,
        ["epcis_xml_malformed"],
    )
    assert event_by_id("urn:uuid:00000000-0000-4000-8000-000000000001") is None


def test_every_published_document_is_captured(shared: Path) -> None:
    paths = [path for path in (shared / "epcis" / "xml").rglob("*.xml") if path.parent.name != "CaptureJob"]
    reports = [capture(path.read_bytes()) for path in sorted(paths)]
    assert [report.errors for report in reports] == [()] * len(paths)
    assert master_data(["414/0037000007296"])
