"""POST and GET /epcis/capture."""

import codecs
import gzip
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.capture.working import rows, work_off
from tests.exchange.caller import CONTEXT, JSON, Caller, codes, document, event, next_path, problem
from zhuisu.core.epcis import Context
from zhuisu.core.epcis.xml import XmlVersion, write_document

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CAPTURE = "/epcis/capture"
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "zstd": zstd.compress,
    "identity": bytes,
}
WRONG = {"eventTime": "yesterday", "action": "LOOK"}


def compressed(body: bytes, coding: str) -> bytes:
    return CODINGS[coding](body)


def job(caller: Caller, location: str) -> dict[str, Any]:
    answer = caller.get(location)
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_a_document_is_accepted_and_its_job_says_so(operator: Caller) -> None:
    answer = operator.post(CAPTURE, document(event(1), event(2)))
    assert answer.status_code == 202
    assert answer.content == b""
    done = job(operator, answer["Location"])
    assert (done["running"], done["success"], done["errors"]) == (False, True, [])
    assert (done["accepted"], done["repeated"], done["refused"]) == (2, 0, 0)
    assert done["captureErrorBehaviour"] == "rollback"
    assert answer["Location"] == f"/epcis/capture/{done['captureID']}"


def test_a_repeat_changes_nothing(operator: Caller) -> None:
    operator.post(CAPTURE, document(event(1)))
    answer = operator.post(CAPTURE, document(event(1)))
    done = job(operator, answer["Location"])
    assert (answer.status_code, done["accepted"], done["repeated"]) == (202, 0, 1)
    assert operator.events() == [event(1)["eventID"]]


def test_under_rollback_one_wrong_event_refuses_all_and_every_reason_is_told(operator: Caller) -> None:
    answer = operator.post(CAPTURE, document(event(1), event(2, **WRONG), event(3)))
    told = problem(answer)
    assert answer.status_code == 400
    assert told["type"] == "epcisException:ValidationException"
    paths = {error["path"] for error in told["errors"]}
    assert {"$.epcisBody.eventList[1].eventTime", "$.epcisBody.eventList[1].action"} <= paths
    assert all(error["detail"] for error in told["errors"])
    assert operator.events() == []
    assert job(operator, answer["Location"])["success"] is False


def test_under_proceed_the_valid_events_land_and_the_job_lists_the_others(operator: Caller) -> None:
    answer = operator.post(
        CAPTURE, document(event(1), event(2, **WRONG), event(3)), GS1_Capture_Error_Behaviour="proceed"
    )
    assert answer.status_code == 202
    done = job(operator, answer["Location"])
    assert (done["success"], done["accepted"], done["refused"]) == (False, 2, 1)
    assert "$.epcisBody.eventList[1].action" in [error["path"] for error in done["errors"]]
    assert operator.events() == [event(1)["eventID"], event(3)["eventID"]]


@pytest.mark.parametrize("behaviour", ["rollback", "proceed"])
@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'{"type": "EPCISDocument"}', b"\xff\xfe", b'{"a": 1, "a": 2}', b"[" * 100_000, b"\0"],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_no_document_is_refused_whatever_the_behaviour(operator: Caller, body: bytes, behaviour: str) -> None:
    answer = operator.post(CAPTURE, body, GS1_Capture_Error_Behaviour=behaviour)
    assert answer.status_code == 400
    assert codes(answer)


def test_a_document_that_breaks_off_is_refused_whole_under_proceed_too(operator: Caller) -> None:
    whole = json.dumps(document(event(1), event(2))).encode()
    answer = operator.post(CAPTURE, whole[:-8], GS1_Capture_Error_Behaviour="proceed")
    assert answer.status_code == 400
    assert operator.events() == []


def test_an_unknown_error_behaviour_is_refused(operator: Caller) -> None:
    answer = operator.post(CAPTURE, document(event(1)), GS1_Capture_Error_Behaviour="all")
    assert (answer.status_code, codes(answer)) == (400, ["http.bad_header"])


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "",
        "application/json; charset=utf-16",
        "application/xml; charset=nonsense",
        "text/xml; charset=utf-8; charset=gbk",
        "application/atom+xml",
    ],
)
def test_only_json_and_xml_are_taken(operator: Caller, content_type: str) -> None:
    answer = operator.post(CAPTURE, document(event(1)), content_type)
    assert (answer.status_code, codes(answer)) == (415, ["http.media_type"])
    assert answer["Accept-Post"] == "application/json, application/ld+json, application/xml, text/xml"


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b" <epcis/>"),
        ("application/xml", b'{"a": 1}'),
        ("text/xml", b"[]"),
        (JSON, b"\xef\xbb\xbf<a/>"),
    ],
)
def test_a_body_that_is_not_what_it_says_is_refused(operator: Caller, content_type: str, body: bytes) -> None:
    answer = operator.post(CAPTURE, body, content_type)
    assert (answer.status_code, codes(answer)) == (400, ["http.other_content"])


XML_START = b'<?xml version="1.0" encoding="GB18030"?>'


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        ("application/xml; charset=utf-8", XML_START + b"<a/>", "http.other_charset"),
        ("text/xml; charset=GB18030", b"<a/>", "http.other_charset"),
        ("text/xml; charset=utf-8", codecs.BOM_UTF16_LE + "<a/>".encode("utf-16-le"), "http.other_charset"),
        ("text/xml; charset=gb18030", XML_START + b"<a/>", "epcis_xml_root"),
        ('application/xml; charset="UTF-8"', b"<a/>", "epcis_xml_root"),
        ("text/xml; charset=us-ascii", b"<a/>", "epcis_xml_root"),
    ],
)
def test_a_document_has_one_charset(operator: Caller, content_type: str, body: bytes, code: str) -> None:
    answer = operator.post(CAPTURE, body, content_type)
    assert (answer.status_code, codes(answer)) == (400, [code])


def xml(*serials: int) -> bytes:
    """Pigs that were seen at the gate, in XML."""
    context = Context.parse(json.dumps(CONTEXT).encode())
    assert isinstance(context, Context)
    pairs = [(event(serial), context) for serial in serials]
    return write_document(pairs, version=XmlVersion.V2_0, creation_date=datetime.now(UTC), query_name=None)


@pytest.mark.parametrize("content_type", ["application/xml", "text/xml", "application/xml; charset=utf-8"])
@pytest.mark.parametrize("inline_bytes", [0, 1_000_000])
@pytest.mark.usefixtures("_no_jobs")
def test_an_xml_document_is_captured_now_or_later(
    operator: Caller, settings: Any, content_type: str, inline_bytes: int
) -> None:
    settings.CAPTURE_INLINE_BYTES = inline_bytes
    answer = operator.post(CAPTURE, gzip.compress(xml(1, 2)), content_type, Content_Encoding="gzip")
    work_off()
    done = job(operator, answer["Location"])
    assert (answer.status_code, done["success"], done["accepted"]) == (202, True, 2)
    assert rows("SELECT media_type FROM capture") == [("application/xml",)]
    assert operator.events() == [event(1)["eventID"], event(2)["eventID"]]


@pytest.mark.parametrize(("serials", "status"), [((1,), 201), ((), 400), ((1, 2), 400)])
def test_one_event_may_come_as_xml(operator: Caller, serials: tuple[int, ...], status: int) -> None:
    answer = operator.post("/epcis/events", xml(*serials), "application/xml")
    assert answer.status_code == status
    again = operator.post("/epcis/events", xml(*serials), "application/xml")
    assert again.headers.get("Location") == answer.headers.get("Location")


def test_master_data_alone_is_accepted(operator: Caller, shared: Path) -> None:
    answer = operator.post(
        CAPTURE, (shared / "epcis/xml/Mimasu/Example-masterData.xml").read_bytes(), "application/xml"
    )
    assert answer.status_code == 202


@pytest.mark.parametrize("content_type", ["application/ld+json", "application/json; charset=utf-8", "Application/JSON"])
def test_json_may_be_named_in_several_ways(operator: Caller, content_type: str) -> None:
    assert operator.post(CAPTURE, document(event(1)), content_type).status_code == 202


@pytest.mark.parametrize("coding", ["br", "deflate", "gzip, zstd", "gzip, gzip", "x-unknown"])
def test_a_coding_that_is_not_known_is_refused_and_those_that_are_are_named(operator: Caller, coding: str) -> None:
    answer = operator.post(CAPTURE, document(event(1)), Content_Encoding=coding)
    assert (answer.status_code, codes(answer)) == (415, ["http.content_coding"])
    assert answer["Accept-Encoding"] == "gzip, zstd"


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "x-gzip", "zstd", "identity", "identity, zstd"])
def test_a_compressed_document_is_captured(operator: Caller, coding: str) -> None:
    body = compressed(json.dumps(document(event(1))).encode(), coding.lower().rpartition(" ")[2])
    answer = operator.post(CAPTURE, body, Content_Encoding=coding)
    assert (answer.status_code, job(operator, answer["Location"])["accepted"]) == (202, 1)


@pytest.mark.parametrize("path", [CAPTURE, "/epcis/events"])
@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_bomb_is_refused_when_it_has_grown_to_the_limit(
    operator: Caller, settings: Any, path: str, coding: str
) -> None:
    settings.CAPTURE_BYTES = 1_000_000
    answer = operator.post(path, compressed(b" " * 100_000_000, coding), Content_Encoding=coding)
    assert (answer.status_code, codes(answer)) == (413, ["http.body_too_large"])
    assert problem(answer)["errors"][0]["detail"].count("1000000") == 1


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
@pytest.mark.parametrize("path", [CAPTURE, "/epcis/events"])
def test_a_compressed_body_that_is_cut_or_lengthened_is_refused(operator: Caller, path: str, coding: str) -> None:
    body = compressed(json.dumps(document(event(1))).encode(), coding)
    for broken in (body[:-1], body[: len(body) // 2], body + b"more", b"{}" + body, json.dumps(document()).encode()):
        answer = operator.post(path, broken, Content_Encoding=coding)
        assert answer.status_code == 400
        assert codes(answer)[0] in ("http.body_cut_short", "http.body_not_decoded")
    assert json.loads(operator.get(CAPTURE).content) == []


def test_options_says_what_may_be_sent(operator: Caller) -> None:
    answer = operator.ask("OPTIONS", CAPTURE)
    assert (answer["Accept-Encoding"], "application/xml" in answer["Accept-Post"]) == ("gzip, zstd", True)


def test_a_body_beyond_the_limit_is_refused_before_it_is_read(operator: Caller, settings: Any) -> None:
    settings.CAPTURE_BYTES = 1000
    answer = operator.post(CAPTURE, b" " * 1001)
    assert (answer.status_code, codes(answer)) == (413, ["http.body_too_large"])
    assert problem(answer)["type"] == "epcisException:CaptureLimitExceededException"


def test_a_document_with_too_many_events_is_refused_and_nothing_stored(operator: Caller, settings: Any) -> None:
    settings.CAPTURE_EVENTS = 2
    answer = operator.post(CAPTURE, document(event(1), event(2), event(3)))
    assert (answer.status_code, codes(answer)) == (413, ["capture.too_many_events"])
    assert operator.events() == []


def test_capture_needs_a_token_with_the_scope(stranger: Caller, inspector: Caller, slaughterhouse: Caller) -> None:
    assert stranger.post(CAPTURE, document(event(1))).status_code == 401
    assert inspector.post(CAPTURE, document(event(1))).status_code == 403
    assert slaughterhouse.post(CAPTURE, document(event(1))).status_code == 202


def test_who_may_not_read_everything_sees_the_own_captures_alone(operator: Caller, slaughterhouse: Caller) -> None:
    theirs = operator.post(CAPTURE, document(event(1)))["Location"]
    own = slaughterhouse.post(CAPTURE, document(event(2)))["Location"]
    assert slaughterhouse.get(theirs).status_code == 404
    assert [job["captureID"] for job in json.loads(slaughterhouse.get(CAPTURE).content)] == [own.rpartition("/")[2]]
    assert len(json.loads(operator.get(CAPTURE).content)) == 2


def test_captures_are_paged_newest_first(operator: Caller) -> None:
    sent = [operator.post(CAPTURE, document(event(n)))["Location"].rpartition("/")[2] for n in range(5)]
    first = operator.get(CAPTURE, {"perPage": "2"})
    second = operator.get(next_path(first))
    third = operator.get(next_path(second))
    seen = [job["captureID"] for page in (first, second, third) for job in json.loads(page.content)]
    assert seen == sent[::-1]
    assert next_path(third) == ""


@pytest.mark.parametrize("name", ["x", "00000000-0000-4000-8000-000000000000", "../events"])
def test_an_unknown_capture_is_not_found(operator: Caller, name: str) -> None:
    assert operator.get(f"{CAPTURE}/{name}").status_code == 404


def test_an_event_list_may_be_empty(operator: Caller) -> None:
    assert operator.post(CAPTURE, document()).status_code == 202


def test_the_body_is_read_as_it_arrives_also_without_a_length(operator: Caller) -> None:
    environment: Any = {"wsgi.input": BytesIO(json.dumps(document(event(1))).encode()), "CONTENT_TYPE": JSON}
    assert operator.client.generic("POST", CAPTURE, headers=operator.headers, **environment).status_code == 202


@pytest.fixture
def _no_jobs(ledger: None) -> Iterator[None]:
    yield
    rows("DELETE FROM procrastinate_jobs RETURNING 1")


@pytest.mark.usefixtures("_no_jobs")
@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_a_large_document_is_captured_later_and_its_job_says_so_until_then(
    operator: Caller, settings: Any, coding: str
) -> None:
    settings.CAPTURE_INLINE_BYTES = 1000
    body = compressed(json.dumps(document(*(event(n) for n in range(8)))).encode(), coding)
    answer = operator.post(CAPTURE, body, Content_Encoding=coding)
    waiting = job(operator, answer["Location"])
    assert (answer.status_code, waiting["running"], waiting["success"]) == (202, True, True)
    assert "finishedAt" not in waiting
    work_off()
    done = job(operator, answer["Location"])
    assert (done["running"], done["success"], done["accepted"]) == (False, True, 8)
    assert done["finishedAt"] > done["createdAt"]


@pytest.mark.usefixtures("_no_jobs")
def test_a_large_document_that_is_not_valid_fails_its_job(operator: Caller, settings: Any) -> None:
    settings.CAPTURE_INLINE_BYTES = 0
    answer = operator.post(CAPTURE, document(event(1), event(2, **WRONG)))
    work_off()
    done = job(operator, answer["Location"])
    assert (answer.status_code, done["success"], done["accepted"], done["refused"]) == (202, False, 0, 1)
    assert done["errors"][0]["path"].startswith("$.epcisBody.eventList[1]")


@pytest.mark.usefixtures("_no_jobs")
def test_a_large_document_with_too_many_events_fails_its_job(operator: Caller, settings: Any) -> None:
    settings.CAPTURE_INLINE_BYTES, settings.CAPTURE_EVENTS = 0, 2
    answer = operator.post(CAPTURE, document(event(1), event(2), event(3)))
    work_off()
    (error,) = job(operator, answer["Location"])["errors"]
    assert (error["type"], error["status"]) == ("epcisException:CaptureLimitExceededException", 413)


def test_a_large_document_that_cannot_be_read_is_refused_at_once(operator: Caller, settings: Any) -> None:
    settings.CAPTURE_INLINE_BYTES = 0
    assert operator.post(CAPTURE, b'{"type": "Invoice"}').status_code == 400


@pytest.mark.parametrize("path", [CAPTURE, "/epcis/events"])
def test_events_of_other_parties_are_forbidden(trader: Caller, path: str) -> None:
    others = {"sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:6950000.00001"}]}
    answer = trader.post(path, document(event(1, **others)))
    assert (answer.status_code, codes(answer)) == (403, ["capture.not_yours"])
    assert problem(answer)["type"] == "epcisException:SecurityException"


def test_a_document_that_is_wrong_in_other_ways_too_is_not_valid(trader: Caller) -> None:
    others = {"sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:6950000.00001"}]}
    answer = trader.post(CAPTURE, document(event(1, **others), event(2, **WRONG)))
    assert answer.status_code == 400
    assert "capture.not_yours" in codes(answer)


def test_under_proceed_the_job_says_which_events_are_somebody_elses(trader: Caller) -> None:
    others = {"sourceList": [{"type": "owning_party", "source": "urn:epc:id:pgln:6950000.00001"}]}
    answer = trader.post(CAPTURE, document(event(1), event(2, **others)), GS1_Capture_Error_Behaviour="proceed")
    done = job(trader, answer["Location"])
    assert (answer.status_code, done["accepted"], done["refused"]) == (202, 1, 1)
    assert (done["errors"][0]["type"], done["errors"][0]["status"]) == ("epcisException:SecurityException", 403)


def test_who_reads_for_a_party_sees_no_captures_of_others(operator: Caller, trader: Caller) -> None:
    location = operator.post(CAPTURE, document(event(1)))["Location"]
    assert trader.get(location).status_code == 404
    assert json.loads(trader.get(CAPTURE).content) == []


def test_a_job_takes_no_parameters(operator: Caller) -> None:
    location = operator.post(CAPTURE, document(event(1)))["Location"]
    assert codes(operator.get(location, {"perPage": "1"})) == ["query.unknown_parameter"]
