"""GET /epcis/capture and /epcis/capture/{captureID}: what became of captures."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.access.authority import REFUSALS
from zhuisu.access.visibility import EVERYTHING, sight_of
from zhuisu.core.findings import Finding, Language, Severity
from zhuisu.exchange.epcis.document import iso
from zhuisu.exchange.epcis.job_xml import job_xml
from zhuisu.exchange.epcis.negotiation import accepted_of
from zhuisu.exchange.epcis.query import read_nothing, read_page
from zhuisu.exchange.epcis.respond import document_response, response
from zhuisu.exchange.epcis.warned import told
from zhuisu.exchange.http.accept import JSON, XML
from zhuisu.exchange.http.language import reader_language
from zhuisu.exchange.http.paging import next_link, read_token
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import CaptureRecord, capture_record, capture_records
from zhuisu.recall.selling import warnings_of

KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(REFUSALS, Kind.FORBIDDEN),
    "capture.too_many_events": Kind.CAPTURE_LIMIT,
    "capture.failed": Kind.IMPLEMENTATION,
}
"""What a job's error is, where it is not that something is invalid."""


class Position(msgspec.Struct, frozen=True, array_like=True):
    """The last capture of the page before."""

    created_at: datetime
    id: UUID


def get_captures(request: HttpRequest, actor: Actor, /, **_: str) -> HttpResponse:
    """The actor's captures, newest first; everybody's for who may read everything."""
    size, token = read_page(request.GET)
    position = read_token(token, request, Position)
    before = (position.created_at, position.id) if position else None
    found = capture_records(limit=size + 1, account=_only(actor), before=before)
    page = found[:size]
    headers = next_link(request, Position(page[-1].created_at, page[-1].id)) if len(found) > size else {}
    language = reader_language()
    return document_response(request, msgspec.json.encode([job(record, language) for record in page]), headers)


def get_capture(request: HttpRequest, actor: Actor, /, **path: str) -> HttpResponse:
    """One capture job; 404 also where it is somebody else's."""
    read_nothing(request.GET)
    text = path["capture_id"]
    record = capture_record(UUID(text)) if _is_uuid(text) else None
    if record is None or _only(actor) not in (None, record.account):
        raise ProblemError(
            Kind.NO_SUCH_RESOURCE, Finding("http.no_such_capture", Severity.ERROR, "", {"capture_id": text[:100]})
        )
    language = reader_language()
    found, media_type = job(record, language), accepted_of(request, (*JSON, *XML))
    if media_type in XML:
        return response(job_xml(found), media_type)
    warned = [told(warning, language) for warning in warnings_of(record.id)]
    return response(msgspec.json.encode({**found, "warnings": warned}), media_type)


def job(record: CaptureRecord, language: Language) -> dict[str, Any]:
    """A CaptureJob of the published OpenAPI, and how many events were accepted, there already, and refused: so far.

    A document that waits for its worker is running, too.
    """
    ended = {"finishedAt": iso(record.finished_at)} if record.finished_at else {}
    return {
        "captureID": str(record.id),
        "createdAt": iso(record.created_at),
        **ended,
        "running": record.finished_at is None,
        "success": not record.refused if record.finished_at is None else bool(record.success),
        "captureErrorBehaviour": record.behaviour,
        "errors": [_error(error, language) for error in record.errors],
        "accepted": record.accepted,
        "repeated": record.repeated,
        "refused": record.refused,
    }


def _error(error: dict[str, Any], language: Language) -> dict[str, Any]:
    shape = KINDS.get(error["code"], Kind.VALIDATION).value
    said = {"type": shape.type, "title": shape.title.into(language), "status": int(shape.status)}
    return said | {"detail": error[language.value], "code": error["code"], "path": error["path"]}


def _only(actor: Actor) -> str | None:
    """The account whose captures alone this actor sees; None: everybody's."""
    return None if sight_of(actor) == EVERYTHING else actor.name


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
