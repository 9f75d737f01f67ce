"""An association captures the events of its members while the registry says that it may act for them."""

import io

import pytest
from django.db import connection

from tests.capture.cast import document, packed
from tests.registry.cast import COOPERATIVE, FRIENDS, HAND, ORCHARD, PIGS, SLAUGHTERHOUSE, YARD, approved
from zhuisu.access import Actor, Scope
from zhuisu.capture import service
from zhuisu.capture.report import CaptureReport, ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.registry.deciding import decide
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.states import Act

pytestmark = pytest.mark.usefixtures("registry")
MEMBERS = [{"type": "owning_party", "source": f"urn:zhuisu:uscc:{ORCHARD}"}]
STRANGERS = [{"type": "owning_party", "source": "urn:zhuisu:uscc:91450702MA5N1X2K93"}]


def captured(party: str) -> CaptureReport:
    actor = Actor("association", party=party, scopes=frozenset(Scope))
    events = document(packed("1", sourceList=MEMBERS), packed("2", sourceList=STRANGERS))
    return capture_document(io.BytesIO(events), actor=actor, behaviour=ErrorBehaviour.PROCEED)


def test_an_association_captures_for_its_members_and_for_nobody_else() -> None:
    friends = approved("party", FRIENDS).entry.key
    approved("party", COOPERATIVE)
    relation = approved("relation", {"kind": "member", "party": friends, "other": ORCHARD}).entry.key
    report = captured(friends)
    assert (report.accepted, [error.path for error in report.errors]) == (1, ["$.epcisBody.eventList[1]"])
    decide(KINDS["relation"], relation, Act.CLOSE, actor=HAND, reason="退会")
    assert captured(friends).refused == 2


def test_the_thread_that_writes_has_no_connection_of_its_own() -> None:
    captured(approved("party", FRIENDS).entry.key)
    threads = [service._writers.submit(lambda: connection.connection) for _ in range(8)]
    assert {each.result() for each in threads} == {None}


def test_what_is_made_at_anothers_approved_place_is_refused_but_not_to_who_has_a_place_in_it() -> None:
    approved("party", PIGS)
    approved("party", COOPERATIVE)
    yard = approved("place", YARD).entry.key
    made_there = document(packed("1", readPoint={"id": "https://id.gs1.org/414/6901234000016"}))

    def attempt(party: str) -> list[str]:
        actor = Actor("maker", party=f"uscc:{party}", scopes=frozenset(Scope))
        report = capture_document(io.BytesIO(made_there), actor=actor, behaviour=ErrorBehaviour.ROLLBACK)
        return [error.code for error in report.errors]

    assert attempt(ORCHARD) == ["capture.not_your_place"]
    approved("place", {"kind": "stall", "name": "六荔垌档口", "party": ORCHARD, "parent": yard})
    assert attempt(ORCHARD) == []
    assert attempt(SLAUGHTERHOUSE) == []
