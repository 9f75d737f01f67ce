"""A small world in which each thing told has a mark of its own: two parties, categories and regions, a detonator."""

import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import product
from typing import Any, Final, NamedTuple

from tests.exchange.caller import CONTEXT, Caller
from tests.recall.alerted import NOON, affect, alert
from tests.registry.cast import approved, made
from tests.supervision.cast import finding
from zhuisu.access import Scope
from zhuisu.access.actor import GRANTS, ActorKind
from zhuisu.access.tokens import OPERATOR, actor_named, issue_token, make_account
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.casework.kinds import Origin
from zhuisu.casework.opening import About, Known, Opened, open_cases
from zhuisu.core.findings import Text
from zhuisu.ledger import sequencer
from zhuisu.ledger.concern import scope_keys
from zhuisu.ledger.reading import event_by_id
from zhuisu.recall.models import Holding
from zhuisu.registry.concerning import catch_up

ORCHARD, YARD = "93450721MA5685666W", "91450702MA5N1X2K93"
FRIENDS = "51450700MJL0000018"
PARTIES: Final = {"orchard": ORCHARD, "yard": YARD}
GTINS: Final = {"produce": "06901234567892", "food": "06901234567908"}
HOMES: Final = {"orchard": "450721", "yard": "450702"}
"""Where the parties are: what one of them captures concerns its region, too, wherever it happened."""

VARIETIES: Final = {"produce": "fruit", "food": "dairy"}
REGIONS: Final = {"450721": "6901234000023", "450702": "6901234000030"}
QUERY: Final = "every"


class Told(NamedTuple):
    """An event, or a finding about it: `mark` is in what it says and nowhere else."""

    mark: str
    event_id: str
    uri: str
    party: str
    category: str
    region: str


def _events() -> list[Told]:
    told = []
    for number, (party, category, region) in enumerate(product(PARTIES, GTINS, REGIONS)):
        uri = f"https://id.gs1.org/01/{GTINS[category]}/21/S{number}"
        told.append(Told(f"MARK{number}Q", _id(number), uri, party, category, region))
    told.append(Told("MARK9Q", _id(9), "urn:zhuisu:detonator:1360315A12345", "orchard", "closed:hazmat", "450721"))
    return told


def _id(number: int) -> str:
    return f"urn:uuid:00000000-0000-4000-8000-0000000000{number:02d}"


EVENTS: Final = _events()
CONTACTS: Final = {"orchard": "CONTACTORCHARD", "yard": "CONTACTYARD"}
PEOPLE: Final = {"orchard": "450721190001010017", "yard": "450702190001010003"}


class Alerted(NamedTuple):
    """A recall in force: `mark` is its title, and in what it says nowhere else."""

    mark: str
    number: str
    party: str
    category: str
    region: str


ALERTS: Final = (
    Alerted("MARKR1Q", "R2026-00001", "orchard", "produce", "450721"),
    Alerted("MARKR2Q", "R2026-00002", "yard", "food", "450702"),
    Alerted("MARKR3Q", "R2026-00003", "yard", "produce", "450702"),
)

KINDS: Final = ("public", "enterprise", "association", "department", "office", "peer", "auditor", "platform")
"""In the order of the columns of the table."""


class World(NamedTuple):
    callers: Mapping[str, Caller]
    ids: Mapping[str, str]
    captures: tuple[str, ...]
    people: tuple[str, ...]
    subscription: str
    notices: tuple[str, ...]


def seen_by(kind: str) -> set[str]:
    """The marks of the events that an actor of this kind reads in full: what the policy says, written once more."""
    rules: Mapping[str, Any] = {
        "public": lambda _: False,
        "enterprise": lambda told: told.party == "orchard",
        "association": lambda told: told.party == "yard",
        "department": lambda told: told.category == "produce" and "450702" in (told.region, HOMES[told.party]),
        "peer": lambda told: told.category == "produce" and "450721" in (told.region, HOMES[told.party]),
    }
    return {told.mark for told in EVENTS if rules.get(kind, lambda _: True)(told)}


def recalls_of(kind: str) -> set[str]:
    """The marks of the recalls that an actor of this kind knows of: what the policy says, written once more."""
    known = {
        "public": (), "enterprise": ("MARKR1Q",), "association": ("MARKR2Q", "MARKR3Q"), "department": ("MARKR3Q",),
        "peer": ("MARKR1Q",),
    }  # fmt: skip
    return set(known.get(kind, tuple(alert.mark for alert in ALERTS)))


def contacts_of(kind: str) -> set[str]:
    """The contacts that an actor of this kind may read."""
    known = {"public": (), "enterprise": ("orchard",), "association": ("yard",), "department": ("yard",), "peer": ()}
    return {CONTACTS[party] for party in known.get(kind, tuple(CONTACTS))}


REVEALS: Final = "/api/registry/reveals"


def forbidden_to(kind: str, path: str = "") -> set[bytes]:
    """Marks that are in no answer to an actor of this kind. Identity numbers are in none but to who asks for one."""
    revealed = PEOPLE["yard"] if path == REVEALS and kind in ("department", "office", "platform") else None
    events = {told.mark for told in EVENTS} - seen_by(kind)
    contacts = set(CONTACTS.values()) - contacts_of(kind)
    recalls = {alert.mark for alert in ALERTS} - recalls_of(kind)
    texts = {*events, *contacts, *recalls, *PEOPLE.values()}
    return {text.encode() for text in texts if text != revealed}


def build() -> World:
    people = _register()
    for name in PARTIES:
        make_account(name, actor=OPERATOR, scopes=GRANTS[ActorKind.ENTERPRISE], party=f"uscc:{PARTIES[name]}")
    captures = tuple(_capture(name) for name in PARTIES)
    sequencer.run_once()
    sequencer.grow_once()
    catch_up()
    for told in EVENTS:
        finding(
            facts={"found": told.mark, "subject": told.mark}, subject=told.mark, category=told.category,
            things=[f"uri:{told.uri}"], party=f"uscc:{PARTIES[told.party]}",
            scopes=list(scope_keys([told.category], [told.region, HOMES[told.party]])),
        )  # fmt: skip
    _open_cases()
    callers = _callers()
    callers["platform"].post("/epcis/queries", {"name": QUERY, "query": {"eventType": ["ObjectEvent"]}})
    dest = {"dest": "https://example.com/MARKDEST", "stream": True, "signatureToken": "x" * 32}
    made_there = callers["enterprise"].post(f"/epcis/queries/{QUERY}/subscriptions", dest)
    subscription = made_there.headers.get("Location", "/x").rpartition("/")[2]
    found = {told.event_id: event_by_id(told.event_id) for told in EVENTS}
    ids = {event_id: str(event.id) for event_id, event in found.items() if event is not None}
    return World(callers, ids, captures, people, subscription, tuple(_alert(alerted) for alerted in ALERTS))


def _open_cases() -> None:
    """A case about each event, seen by whom its finding is seen."""
    opened = [
        Opened(
            About(bundle=told.mark, origin=Origin.FINDING, title=Text(told.mark, told.mark), severity="error"),
            Known(),
            frozenset(scope_keys([told.category], [told.region, HOMES[told.party]])),
        )
        for told in EVENTS
    ]
    open_cases(opened, actor="zhuisu", now=datetime(2026, 3, 14, tzinfo=UTC))


def _alert(alerted: Alerted) -> str:
    """The id of the holder's notice."""
    holder = f"uscc:{PARTIES[alerted.party]}"
    thing = f"01/{GTINS[alerted.category]}/21/{alerted.number}"
    recall = alert(
        number=alerted.number, title=alerted.mark, category=alerted.category,
        scopes=list(scope_keys([alerted.category], [alerted.region])), frozen_at=NOON, is_public=False,
    )  # fmt: skip
    affect(recall, thing, holder=holder, region=alerted.region)
    held = {"holder": holder, "name": alerted.party, "region": alerted.region, "things": 1, "states": {"in_stock": 1}}
    return str(Holding.objects.create(recall=recall, state="told", **held).pk)


def _register() -> tuple[str, ...]:
    people = []
    for name, key in PARTIES.items():
        region = HOMES[name]
        members = {"kind": "enterprise", "name": f"钦州{name}公司", "region": region, "contact": CONTACTS[name]}
        roles = [{"role": "grower", "category": "produce"}]
        approved("party", {**members, "key": key, "roles": roles})
        person = {"name": "黄大年", "identityKind": "resident", "identity": PEOPLE[name], "party": key}
        people.append(made("person", person).entry.key)
    for region, gln in REGIONS.items():
        holder = next(PARTIES[name] for name, home in HOMES.items() if home == region)
        approved("place", {"key": gln, "kind": "market", "name": f"市场{region}", "region": region, "party": holder})
    for (category, gtin), party in zip(GTINS.items(), PARTIES.values(), strict=True):
        named = {"key": gtin, "name": f"产品{category}", "category": category, "variety": VARIETIES[category]}
        named["party"] = party
        approved("product", named)
    friends = approved(
        "party", {"kind": "association", "name": "协会", "region": "450700", "key": "51450700MJL0000018"}
    )
    approved("relation", {"kind": "member", "party": friends.entry.key, "other": YARD})
    return tuple(people)


def _capture(name: str) -> str:
    actor = actor_named(name)
    assert actor is not None
    raw = {
        "@context": CONTEXT, "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-09-01T12:00:00Z",
        "epcisBody": {"eventList": [_event(number, told) for number, told in enumerate(EVENTS) if told.party == name]},
    }  # fmt: skip
    report = capture_document(io.BytesIO(json.dumps(raw).encode()), actor=actor, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report
    return str(report.capture_id)


def _event(number: int, told: Told) -> dict[str, Any]:
    return {
        "type": "ObjectEvent",
        "eventID": told.event_id,
        "eventTime": f"2026-09-01T08:0{number}:00.000+08:00",
        "eventTimeZoneOffset": "+08:00",
        "action": "OBSERVE",
        "bizStep": "inspecting",
        "disposition": "active",
        "epcList": [told.uri],
        "readPoint": {"id": f"https://id.gs1.org/414/{REGIONS[told.region]}"},
        "bizLocation": {"id": f"https://id.gs1.org/414/{REGIONS[told.region]}"},
        "bizTransactionList": [{"type": "po", "bizTransaction": f"urn:epcglobal:cbv:bt:6901234000009:{told.mark}"}],
        "ex:secret": told.mark,
    }


def _callers() -> dict[str, Caller]:
    wanted: Mapping[str, Mapping[str, Any]] = {
        "enterprise": {"party": f"uscc:{ORCHARD}"},
        "association": {"party": f"uscc:{FRIENDS}", "kind": ActorKind.ASSOCIATION},
        "department": {"kind": ActorKind.DEPARTMENT, "categories": {"produce"}, "regions": {"450702"}},
        "office": {"kind": ActorKind.OFFICE},
        "peer": {"kind": ActorKind.PEER, "categories": {"produce", "hazmat"}, "regions": {"450721"}},
        "auditor": {"kind": ActorKind.AUDITOR},
        "platform": {"kind": ActorKind.PLATFORM},
    }
    callers = {"public": Caller(None)}
    for name, more in wanted.items():
        kind = more.get("kind", ActorKind.ENTERPRISE)
        scopes = GRANTS[kind] - ({Scope.CAPTURE} if kind is ActorKind.DEPARTMENT else set())
        make_account(f"the-{name}", actor=OPERATOR, scopes=scopes, **more)
        callers[name] = Caller(issue_token(f"the-{name}"))
    return callers
