"""Rendering: stored events as the document that was asked for, in JSON or XML, of 2.0 or 1.2, in any notation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote

import msgspec

from zhuisu.core.epcis import Context, Refusal
from zhuisu.core.epcis.context import EMPTY_CONTEXT
from zhuisu.core.epcis.xml import XmlVersion, write_document
from zhuisu.exchange.epcis.document import MergedContext, event_members, full_context, query_document
from zhuisu.exchange.epcis.negotiation import DEFAULT_FORM, Form, Syntax, form_of
from zhuisu.ledger.reading import StoredEvent

__all__ = ["DEFAULT_FORM", "SIMPLE_QUERY", "Form", "Rendered", "form_of", "render", "rendered"]

SIMPLE_QUERY: Final = "SimpleEventQuery"

_MOST_EXTENSIONS = 32
_HEADER_BYTES = 2000


class Rendered(msgspec.Struct, frozen=True):
    """A document, and the headers that say what it is."""

    body: bytes
    media_type: str
    headers: Mapping[str, str]


def rendered(
    events: Sequence[StoredEvent],
    form: Form,
    *,
    now: datetime,
    query_name: str = SIMPLE_QUERY,
    subscription_id: str | None = None,
) -> Rendered:
    """An EPCISQueryDocument of these events in this form, every event with its recordTime and an eventID."""
    context = MergedContext()
    if form.syntax is Syntax.JSON:
        body = query_document(
            events, context, form.notations, now=now, query_name=query_name, subscription_id=subscription_id
        )
    else:
        body = write_document(
            _plain(events, context, form),
            version=XmlVersion[form.version.name],
            creation_date=now,
            query_name=query_name,
            subscription_id=subscription_id,
        )
    extensions = _extensions(context.terms, body)
    headers = form.headers | ({"GS1-Extensions": extensions} if extensions else {})
    return Rendered(body, form.media_type, headers)


def render(
    events: Sequence[StoredEvent],
    form: Form,
    *,
    now: datetime,
    query_name: str = SIMPLE_QUERY,
    subscription_id: str | None = None,
) -> bytes:
    """The document alone."""
    return rendered(events, form, now=now, query_name=query_name, subscription_id=subscription_id).body


def _plain(
    events: Iterable[StoredEvent], merged: MergedContext, form: Form
) -> Iterable[tuple[Mapping[str, Any], Context]]:
    """The events as plain JSON, each under its document's context. The merged one only learns what there is."""
    for event in events:
        members = event_members(event, form.notations)
        merged.own(full_context(event, members.get("@context")))
        yield msgspec.json.decode(msgspec.json.encode(members)), _context(event.context)


@lru_cache(maxsize=256)
def _context(raw: bytes) -> Context:
    context = Context.parse(raw) if raw else EMPTY_CONTEXT
    # What is stored was read when it was captured.
    assert not isinstance(context, Refusal)
    return context


def _extensions(terms: Mapping[str, Any], document: bytes) -> str:
    """The namespaces of extensions that a document uses, as GS1-Extensions writes them: `prefix=uri, prefix=uri`."""
    listed: list[str] = []
    for prefix, namespace in terms.items():
        if len(listed) == _MOST_EXTENSIONS:
            break
        if isinstance(namespace, str) and prefix.isascii() and _uses(document, prefix):
            listed.append(f"{prefix}={quote(namespace, safe=_URI_CHARACTERS)}")
    return _cut(listed)


def _uses(document: bytes, prefix: str) -> bool:
    """Whether a name in JSON, an element or an attribute has this prefix."""
    return any(f"{before}{prefix}:".encode() in document for before in '"< ')


_URI_CHARACTERS = "%:/?#[]@!$&'()*+;=-._~"


def _cut(listed: Sequence[str]) -> str:
    """As many as a header may hold."""
    while len(text := ", ".join(listed)) > _HEADER_BYTES:
        listed = listed[:-1]
    return text
