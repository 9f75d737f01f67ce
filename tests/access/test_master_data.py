"""What a query may learn of master data: what came in documents of whose events the reader sees some."""

import io
import json
from typing import Any

import pytest

from tests.exchange.caller import CONTEXT, event
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.visibility import sight_of
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.core.epcis.query import Query, read_query
from zhuisu.ledger.search import search

pytestmark = pytest.mark.usefixtures("ledger")

PLACE = "urn:epc:id:sgln:6901234.00002.0"
INSIDE = "urn:epc:id:sgln:6901234.00003.0"
HERE = {"readPoint": {"id": PLACE}}
ATTRIBUTES = [{"id": "urn:epcglobal:cbv:mda#name", "attribute": "保密"}]
VOCABULARY = {
    "type": "urn:epcglobal:epcis:vtype:ReadPoint",
    "vocabularyElementList": [
        {"id": PLACE, "attributes": ATTRIBUTES, "children": [INSIDE]},
        {"id": INSIDE, "attributes": ATTRIBUTES},
    ],
}


def acting(name: str, party: str, kind: ActorKind = ActorKind.ENTERPRISE) -> Actor:
    return Actor(name, party=party, scopes=frozenset({Scope.CAPTURE, Scope.READ}), kind=kind)


OWNER = acting("owner", "417/6901234000016")
VISITOR = acting("visitor", "uscc:91450702MA5N1X2K93")


def capture(actor: Actor, *events: dict[str, Any], **header: Any) -> None:
    raw = {
        "@context": CONTEXT, "type": "EPCISDocument", "schemaVersion": "2.0", "creationDate": "2026-09-01T12:00:00Z",
        **header, "epcisBody": {"eventList": list(events)},
    }  # fmt: skip
    report = capture_document(io.BytesIO(json.dumps(raw).encode()), actor=actor, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report


@pytest.fixture
def stated() -> None:
    """The owner of a place states what it is called and what lies in it; owner and visitor were there."""
    header = {"epcisHeader": {"epcisMasterData": {"vocabularyList": [VOCABULARY]}}}
    capture(OWNER, event(1, **HERE), **header)
    capture(VISITOR, event(2, **HERE), event(3, readPoint={"id": INSIDE}))


def found(actor: Actor, **parameters: str) -> int:
    query = read_query({name: [text] for name, text in parameters.items()}, {"cbvmda": "urn:epcglobal:cbv:mda:"})
    assert isinstance(query, Query), query
    return len(search(query, sight_of(actor), limit=10).events)


@pytest.mark.usefixtures("stated")
def test_a_party_finds_by_what_it_stated_itself() -> None:
    assert found(OWNER, HASATTR_readPoint="cbvmda:name") == 1
    assert found(OWNER, **{"EQATTR_readPoint_cbvmda:name": "保密"}) == 1
    assert found(Actor("operator", scopes=frozenset(Scope)), HASATTR_readPoint="cbvmda:name") == 3


@pytest.mark.usefixtures("stated")
def test_nobody_learns_by_filters_what_others_stated_of_a_place_that_was_visited() -> None:
    assert found(VISITOR, HASATTR_readPoint="cbvmda:name") == 0
    assert found(VISITOR, **{"EQATTR_readPoint_cbvmda:name": "保密"}) == 0
    assert found(VISITOR, EQ_readPoint=PLACE) == 1
    assert found(VISITOR, WD_readPoint=PLACE) == 1
