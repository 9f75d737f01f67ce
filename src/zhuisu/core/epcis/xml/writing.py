"""Write: from events as JSON-LD to a document of EPCIS XML, 2.0 or 1.2."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.xml.forms import EVENT_FORMS, Form, write_others
from zhuisu.core.epcis.xml.kinds import XmlVersion
from zhuisu.core.epcis.xml.layout import AROUND, LAYOUTS, REQUIRED, Layout
from zhuisu.core.epcis.xml.markup import Markup, Prefixes, escaped_text, escaped_value
from zhuisu.core.epcis.xml.namespaces import EPCIS_1, EPCIS_2, QUERY_1, QUERY_2

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_CAPTURE = {XmlVersion.V1_2: EPCIS_1, XmlVersion.V2_0: EPCIS_2}
_QUERY = {XmlVersion.V1_2: QUERY_1, XmlVersion.V2_0: QUERY_2}
_OF_THE_ROOT = frozenset({"epcis", "epcisq"})
"""Events that mean something else by these declare them themselves."""


def write_document(
    events: Iterable[tuple[Mapping[str, Any], Context]],
    *,
    version: XmlVersion,
    creation_date: datetime,
    query_name: str | None,
    subscription_id: str | None = None,
) -> bytes:
    """The events in an EPCISQueryDocument, or in an EPCISDocument where there is no query.

    Each event is plain JSON, valid under its context. Notations stay as they are, but for bare words of the vocabulary,
    which become URIs: web URIs in 2.0, URNs in 1.2. Reading the document gives events that say the same.
    """
    scoped = [(event, _context_of(event, context)) for event, context in events]
    prefixes = Prefixes(context for _, context in scoped)
    markups = [_event(event, context, prefixes, version) for event, context in scoped]
    shared = _shared(markups, [context for _, context in scoped])
    listed = "".join(
        _around(event, markup, shared, version) for (event, _), markup in zip(scoped, markups, strict=True)
    )
    own = {prefix: prefixes.own[prefix] for markup in markups for prefix in markup.marks}
    dates = f' schemaVersion="{version}" creationDate="{creation_date.isoformat(timespec="milliseconds")}"'
    body = f"<EventList>{listed}</EventList>"
    if query_name is None:
        space = _declared({"epcis": _CAPTURE[version], **own, **shared})
        document = f"<epcis:EPCISDocument{space}{dates}><EPCISBody>{body}</EPCISBody></epcis:EPCISDocument>"
    else:
        space = _declared({"epcisq": _QUERY[version], **own, **shared})
        subscription = (
            "" if subscription_id is None else f"<subscriptionID>{escaped_text(subscription_id)}</subscriptionID>"
        )
        document = (
            f"<epcisq:EPCISQueryDocument{space}{dates}><EPCISBody><epcisq:QueryResults>"
            f"<queryName>{escaped_text(query_name)}</queryName>{subscription}<resultsBody>{body}</resultsBody>"
            "</epcisq:QueryResults></EPCISBody></epcisq:EPCISQueryDocument>"
        )
    return f"{_DECLARATION}{document}\n".encode()


def _context_of(event: Mapping[str, Any], context: Context) -> Context:
    own = event.get("@context")
    return context if own is None else context.with_own(own)


def _event(event: Mapping[str, Any], context: Context, prefixes: Prefixes, version: XmlVersion) -> Markup:
    """The inside of an event's element."""
    markup = Markup(context, prefixes)
    kind = event["type"]
    form = EVENT_FORMS[kind]
    members = {**event, REQUIRED[kind]: event.get(REQUIRED[kind]) or []} if kind in REQUIRED else event
    _lay(markup, form, members, LAYOUTS[version][kind], version)
    others = {n: v for n, v in event.items() if n not in form.members and n not in ("type", "@context")}
    write_others(markup, others)
    return markup


def _lay(markup: Markup, form: Form, members: Mapping[str, Any], layout: Layout, version: XmlVersion) -> None:
    for place in layout:
        if isinstance(place, str):
            if place in REQUIRED.values() and members.get(place) == []:
                markup.leaf(place, "")
            else:
                form.write_member(markup, place, members.get(place), version)
            continue
        wrapper, inside = place
        markup.begin(wrapper)
        before = len(markup.pieces)
        _lay(markup, form, members, inside, version)
        if len(markup.pieces) == before:
            markup.pieces.pop()
        else:
            markup.end(wrapper)


def _shared(markups: list[Markup], contexts: list[Context]) -> dict[str, str]:
    """The prefixes that can be declared once for all: no event means another namespace by them, or none."""
    if all(context.declared == contexts[0].declared for context in contexts[1:]):
        shared: dict[str, str] = {}
        for markup in markups:
            for prefix, space in markup.needed.items():
                shared.setdefault(prefix, space)
        is_one = {p: all(markup.needed.get(p, s) == s for markup in markups) for p, s in shared.items()}
        return {p: s for p, s in shared.items() if is_one[p] and p not in _OF_THE_ROOT}
    return {}


def _around(event: Mapping[str, Any], markup: Markup, shared: Mapping[str, str], version: XmlVersion) -> str:
    kind = event["type"]
    wrappers = AROUND[version].get(kind, ())
    own = {prefix: space for prefix, space in markup.needed.items() if shared.get(prefix) != space}
    before = "".join(f"<{wrapper}>" for wrapper in wrappers)
    after = "".join(f"</{wrapper}>" for wrapper in wrappers)
    return f"{before}<{kind}{_declared(own)}>{''.join(markup.pieces)}</{kind}>{after}"


def _declared(spaces: Mapping[str, str]) -> str:
    return "".join(f' xmlns:{prefix}="{escaped_value(space)}"' for prefix, space in spaces.items())
