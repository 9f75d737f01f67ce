"""Every address, asked by every kind of actor: what is answered is what the table in docs/access.md says, and no byte
of what an actor may not see is in any answer. An address without a row fails."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.world import (
    ALERTS,
    EVENTS,
    GTINS,
    KINDS,
    ORCHARD,
    QUERY,
    REGIONS,
    YARD,
    World,
    build,
    forbidden_to,
    seen_by,
)
from tests.casework.cast import TABLES as CASES
from tests.conftest import ACCOUNTS, LEDGER_TABLES
from tests.emptying import empty
from tests.recall.alerted import TABLES as RECALLS
from tests.supervision.conftest import TABLES
from zhuisu.registry.kinds import PLURALS

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
ROW = re.compile(r"^\| `(?P<verb>[A-Z]+) (?P<path>/\S*)` \|(?P<cells>.+)\|$", re.MULTILINE)
REFUSED, WORDS = "refused", {"all", "scoped", "own", "chain", "masked", "public", "shared", "nothing"}
DENIED = {401, 403}
CONSOLE, WORK = "/admin/", "/work/"
RESOURCES = ("eventTypes", "epcs", "bizSteps", "bizLocations", "readPoints", "dispositions")


def rows() -> dict[tuple[str, str], dict[str, str]]:
    """The table, by verb and path."""
    found = {}
    for row in ROW.finditer(PAGE.read_text(encoding="utf-8")):
        cells = [cell.strip() for cell in row["cells"].split("|")]
        found[row["verb"], row["path"]] = dict(zip(KINDS, cells, strict=True))
    return found


def routes(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield shape(path)


def shape(path: str) -> str:
    """A path as the table writes it."""
    digital_link = re.sub(r"\^\(\?P<ai>[^)]*\)/\(\?P<rest>\.\+\)\$", "{ai}/{rest}", path)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", digital_link)


SERVED = sorted({route for route in routes(get_resolver().url_patterns) if not route.startswith((CONSOLE, WORK))})
AT_WORK = sorted({route for route in routes(get_resolver().url_patterns) if route.startswith(WORK)})
OPEN_AT_WORK = {
    "/work/sign-in",
    "/work/sign-out",
    "/work/sw.js",
    "/work/manifest.webmanifest",
    "/work/offline",
    "/work/waiting/",
}
"""What is asked for before anybody is signed in; it shows nothing of anybody."""
TABLE = rows()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock():
        try:
            yield build()
        finally:
            queries = "exchange_namedquery, exchange_subscription, exchange_delivery"
            empty(f"{LEDGER_TABLES}, {ACCOUNTS}, {TABLES}, {RECALLS}, {CASES}, {queries}")


def addresses(world: World, path: str) -> list[str]:
    """The address of every thing in the world that a route may be asked about."""
    events = [quote(told.event_id, safe="") for told in EVENTS]
    things = [quote(told.uri, safe="") for told in EVENTS]
    keys = [told.uri.removeprefix("https://id.gs1.org/").removeprefix("urn:zhuisu:") for told in EVENTS]
    entries = {
        "parties": [f"uscc:{ORCHARD}", f"uscc:{YARD}"], "people": list(world.people),
        "places": [f"414/{gln}" for gln in REGIONS.values()], "products": [f"01/{gtin}" for gtin in GTINS.values()],
    }  # fmt: skip
    ids = list(world.ids.values())
    story = [f"?of={quote(key, safe='')}" for key in keys]
    known: dict[str, list[str]] = {
        "/epcis/capture/{capture_id}": [path.replace("{capture_id}", each) for each in world.captures],
        "/epcis/events/{event_id}": [f"/epcis/events/{each}" for each in events],
        "/epcis/events": [path, *(f"{path}?MATCH_epc={each}" for each in things)],
        "/epcis/epcs/{id}": [f"/epcis/epcs/{each}" for each in things],
        "/epcis/epcs/{id}/events": [f"/epcis/epcs/{each}/events" for each in things],
        "/api/trace": [
            f"{path}?code={each}&direction={way}" for each in things for way in ("backward", "forward", "both")
        ],
        "/api/flows": [f"{path}?code={each}" for each in things],
        "/api/identify": [f"{path}?text={each}" for each in things],
        "/api/proof/event/{event_id}": [
            f"/api/proof/event/{event}{of}"
            for event, of in [*zip(events, story, strict=True), *((e, "") for e in events)]
        ],
        "/api/proof/consistency": [f"{path}?from=1&to=1"],
        "/api/findings/{number}": [f"/api/findings/{number}" for number in range(1, len(EVENTS) + 1)],
        "/api/findings": [path, *(f"{path}?party=uscc:{each}" for each in (ORCHARD, YARD))],
        "/api/completeness": [*(f"{path}?thing={each}" for each in things), f"{path}?party=uscc:{ORCHARD}"],
        "/api/notices/{id}": [f"/api/notices/{each}" for each in world.notices],
        "/api/notices/{id}/answers": [f"/api/notices/{each}/answers" for each in world.notices],
        "/api/registry/changes": [f"{path}?kind=party&key={each}" for each in (ORCHARD, YARD)],
        "/enterprises/{key}": [f"/enterprises/uscc:{each}" for each in (ORCHARD, YARD)],
        "/search": [f"{path}?q={each}" for each in ("荔枝", "公司")],
        "/find": [f"{path}?text={each}" for each in things],
        "/t/{text}": [f"/t/{each}" for each in keys],
        "/label/{key}.svg": [f"/label/{each}.svg" for each in keys],
        "/event/{event_id}": [f"/event/{event}{of}" for event, of in zip(ids, story, strict=True)],
        "/event/{event_id}/proof": [f"/event/{event}/proof{of}" for event, of in zip(ids, story, strict=True)],
        "/event/{event_id}/proof.tlog-proof": [
            f"/event/{event}/proof.tlog-proof{of}" for event, of in zip(ids, story, strict=True)
        ],
        "/{ai}/{rest}": [f"/{key}" for key in keys if key.startswith("01/")],
    }
    known |= {
        f"/api/registry/{plural}/{{key}}": [
            f"/api/registry/{plural}/{quote(key, safe='')}" for key in entries.get(plural, ["x"])
        ]
        for plural in PLURALS
    }
    values = {"eventTypes": "ObjectEvent", "bizSteps": "inspecting", "dispositions": "active"}
    for name in RESOURCES:
        places = [f"https://id.gs1.org/414/{gln}" for gln in REGIONS.values()]
        for value in [values[name]] if name in values else places:
            for end in ("", "/events"):
                known.setdefault(f"/epcis/{name}/{{id}}{end}", []).append(f"/epcis/{name}/{quote(value, safe='')}{end}")
    named = {"name": QUERY, "key": world.subscription, "profile": "fruit", "number": "1", "code": "450702",
             "inquiry": str(UUID(int=0)), "drill": "1", "token": "x", "tile": "0/000", "rest": "nothing",
             "secret": "x", "variety": "fruit", "stage": "harvest", "event": "urn:uuid:1", "step": "party",
             "which": "registration", "issue": "1", "certificate": "1", "ticket": "1"}  # fmt: skip
    if path.startswith("/api/cases/"):
        known[path] = [path.replace("{number}", f"C2026-{each:05d}") for each in range(1, len(EVENTS) + 1)]
    if path.startswith("/api/recalls/"):
        known[path] = [path.replace("{number}", each.number).replace("{reach}", "0") for each in ALERTS]
    return known.get(path) or [re.sub(r"\{(\w+)\}", lambda each: named[each[1]], path)]


def asked(world: World, kind: str, verb: str, address: str) -> HttpResponse:
    caller = world.callers[kind]
    if verb == "GET":
        return caller.ask(verb, address)
    if verb == "DELETE":
        return caller.ask(verb, address.replace(QUERY, "none"))  # what the others are asked about stays
    if address.startswith("/api/recalls/"):
        address = re.sub("R2026-0000", "R2026-9999", address)  # so do they
    content = "application/merge-patch+json" if verb == "PATCH" else "application/json"
    return caller.send(verb, address, body(world, kind, address), content)


def body(world: World, kind: str, address: str) -> dict[str, str]:
    """What is sent: enough to be refused for who asks, not to change the world."""
    own = {"association": YARD, "department": YARD}.get(kind, ORCHARD)
    gone = "party:zzzzzzzzzzzz"
    bodies = {
        "/api/registry/decisions": {"kind": "party", "key": own, "act": "file"},
        "/api/registry/merges": {"kind": "party", "keep": gone, "lose": gone, "reason": "重复"},
        "/api/registry/reveals": {"key": world.people[1], "reason": "查案"},
        "/api/registry/erasures": {"key": "person:zzzzzzzzzzzz", "reason": "本人申请"},
    }
    return bodies.get(address, {})


def test_every_address_has_a_row_and_every_row_an_address(world: World) -> None:
    listed = {path for _, path in TABLE}
    assert sorted(listed) == SERVED


@pytest.mark.parametrize("path", SERVED)
def test_every_verb_of_an_address_has_a_row(world: World, path: str) -> None:
    answer = world.callers["public"].ask("OPTIONS", addresses(world, path)[0].partition("?")[0])
    allowed = set(answer.headers.get("Allow", "GET").split(", ")) - {"OPTIONS", "HEAD"}
    assert {verb for verb, each in TABLE if each == path} == (allowed or {"GET"})


@pytest.mark.parametrize(("verb", "path"), sorted(TABLE))
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_answered_is_what_the_table_says(world: World, kind: str, verb: str, path: str) -> None:
    word = TABLE[verb, path][kind]
    answers = [asked(world, kind, verb, address) for address in addresses(world, path)]
    statuses = {answer.status_code for answer in answers}
    assert word in {REFUSED, *WORDS}
    assert max(statuses) < 500
    assert (statuses <= DENIED) == (word == REFUSED), statuses
    for answer in answers:
        text = b"".join(answer) if answer.streaming else answer.content
        assert {mark for mark in forbidden_to(kind, path) if mark in text} == set()


@pytest.mark.parametrize("kind", KINDS[1:])
def test_an_actor_finds_exactly_what_the_policy_gives_it(world: World, kind: str) -> None:
    found = world.callers[kind].events()
    assert sorted(found) == sorted(told.event_id for told in EVENTS if told.mark in seen_by(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_the_console_is_for_who_signs_in(world: World, kind: str) -> None:
    addresses = {re.sub(r"<[^>]+>", "1", CONSOLE + path) for path in ("", "console/party/", "console/person/1/reveal/")}
    for address in addresses:
        answer = asked(world, kind, "GET", address)
        assert answer.status_code == 302, address
        assert not any(mark in answer.content for mark in forbidden_to(kind))


@pytest.mark.parametrize("path", sorted(set(AT_WORK) - OPEN_AT_WORK))
@pytest.mark.parametrize("kind", KINDS)
def test_an_enterprises_screens_are_for_who_signs_in(world: World, kind: str, path: str) -> None:
    address = re.sub(r"\{\w+\}", "1", path)
    answer = asked(world, kind, "GET", address)
    assert answer.status_code in {302, 401, 403, 404, 405}, address
    assert not any(mark in answer.content for mark in forbidden_to(kind))
