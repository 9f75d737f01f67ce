"""Warned: an answer to what was captured, with what it is warned of: a till can show it before the goods are gone.

EPCIS 2.0 has no word for it. The status stays 201 or 202, since the event was captured; a header names the alerts, for
who reads nothing else; and the body, of a media type of its own, has the sentences. Who accepts no such body gets none.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.core.findings import Finding, Language, sentence
from zhuisu.exchange.http.accept import accepted
from zhuisu.exchange.http.catalogue import CATALOGUE
from zhuisu.exchange.http.language import language_tag, reader_language
from zhuisu.recall.acts import Act
from zhuisu.recall.kinds import Kind

HEADER: Final = "Zhuisu-Recalls"
MEDIA_TYPE: Final = "application/vnd.zhuisu.warnings+json"


class CaptureWarning(msgspec.Struct, frozen=True):
    """An event does something with what an alert is in force for. `detail` says it, and what to do, in words.

    `thing` is the first of so many `things`; `path` says where the event stands in what was sent; `since` when the
    alert was issued.
    """

    code: str
    path: str
    detail: str
    act: Act
    thing: str
    things: int
    recall: str
    kind: Kind
    title: str
    since: datetime | None


class CaptureWarnings(msgspec.Struct, frozen=True):
    """What a capture is warned of."""

    warnings: tuple[CaptureWarning, ...]


def told(warning: Finding, language: Language) -> CaptureWarning:
    """A warning of `zhuisu.recall.selling`, in the reader's language."""
    facts = warning.facts
    return CaptureWarning(
        code=warning.code,
        path=warning.path,
        detail=sentence(warning, CATALOGUE, language),
        act=Act(str(facts["act"])),
        thing=str(facts["thing"]),
        things=int(facts["things"]),
        recall=str(facts["recall"]),
        kind=Kind(str(facts["kind"])),
        title=str(facts["title"]),
        since=datetime.fromisoformat(str(facts["since"])) if facts["since"] else None,
    )


def taken_response(
    request: HttpRequest, status: int, warnings: Sequence[Finding], headers: Mapping[str, str]
) -> HttpResponse:
    """The answer to something that was captured: empty, but for warnings."""
    language = reader_language()
    spoken = {**headers, "Content-Language": language_tag(language)}
    if not warnings:
        return HttpResponse(status=status, headers=spoken)
    stated = {**spoken, HEADER: ", ".join(dict.fromkeys(str(each.facts["recall"]) for each in warnings))}
    if accepted(request.headers.get("Accept", ""), (MEDIA_TYPE,)) is None:
        return HttpResponse(status=status, headers=stated)
    body = CaptureWarnings(tuple(told(warning, language) for warning in warnings))
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=MEDIA_TYPE, headers=stated)
