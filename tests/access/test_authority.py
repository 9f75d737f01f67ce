"""Who may capture what, until parties are registered."""

from typing import Any

import msgspec
import pytest

from tests.capture.cast import packed
from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.authority import (
    NOT_YOUR_PLACE,
    NOT_YOURS,
    NOT_YOURS_TO_CORRECT,
    Elsewhere,
    may_capture,
    place_of_making,
)
from zhuisu.access.parties import NotAPartyError, names_of, party_key, same_party
from zhuisu.access.visibility import Sight, sight_of
from zhuisu.core.epcis import Context, Event, Refusal, read_event
from zhuisu.core.lineage.facts import Role

DAIRY = Actor("dairy", party="417/6901234000016")
SLAUGHTERHOUSE = Actor("slaughterhouse", party="uscc:91350100M000100Y43")
PLATFORM = Actor("operator")
DECLARED = {"declarationTime": "2026-06-02T08:00:00+08:00", "reason": "did_not_occur"}


def happened(**fields: Any) -> Event:
    event = read_event(msgspec.json.encode(packed("1", **fields)), Context(raw=b"{}", declared={}))
    assert not isinstance(event, Refusal), event
    return event


def code(actor: Actor, event: Event, captor: str | None = None) -> str | None:
    finding = may_capture(actor, event, captor)
    return finding.code if finding else None


def moved(source: str, destination: str, kind: str = "owning_party") -> Event:
    return happened(
        sourceList=[{"type": kind, "source": source}], destinationList=[{"type": kind, "destination": destination}]
    )


@pytest.mark.parametrize("actor", [DAIRY, SLAUGHTERHOUSE, PLATFORM])
def test_what_names_no_party_anyone_may_capture(actor: Actor) -> None:
    assert code(actor, happened()) is None
    place = "urn:epc:id:sgln:6950000.00001.0"
    assert code(actor, moved(place, place, "location")) is None


@pytest.mark.parametrize("kind", ["owning_party", "possessing_party"])
def test_a_transfer_may_be_captured_by_either_side_and_nobody_else(kind: str) -> None:
    event = moved("urn:epc:id:pgln:6901234.00001", "urn:epc:id:pgln:6950000.00001", kind)
    assert code(DAIRY, event) is None
    assert code(Actor("buyer", party=party_key("urn:epc:id:pgln:6950000.00001")), event) is None
    assert code(SLAUGHTERHOUSE, event) == NOT_YOURS
    assert code(PLATFORM, event) is None


@pytest.mark.parametrize(
    "notation",
    ["https://id.gs1.org/417/6901234000016", "https://any.example/417/6901234000016", "urn:epc:id:sgln:6901234.00001.0",
     "https://id.gs1.org/414/6901234000016", "urn:epc:id:sgln:6901234.00001.DOCK"],
)  # fmt: skip
def test_a_party_is_the_same_in_every_notation(notation: str) -> None:
    assert code(DAIRY, moved(notation, "urn:epc:id:pgln:6950000.00001")) is None


def test_national_keys_are_parties_too() -> None:
    event = moved("urn:zhuisu:uscc:91350100M000100Y43", "urn:epc:id:pgln:6950000.00001")
    assert code(SLAUGHTERHOUSE, event) is None
    assert code(DAIRY, event) == NOT_YOURS


@pytest.mark.parametrize(("captor", "expected"), [
    (DAIRY.party, None),
    ("414/6901234000016", None),
    (SLAUGHTERHOUSE.party, NOT_YOURS_TO_CORRECT),
    ("account:operator", NOT_YOURS_TO_CORRECT),
    (None, NOT_YOURS_TO_CORRECT),
])  # fmt: skip
def test_a_party_declares_in_error_what_it_captured_itself(captor: str | None, expected: str | None) -> None:
    assert code(DAIRY, happened(errorDeclaration=DECLARED), captor) == expected
    assert code(PLATFORM, happened(errorDeclaration=DECLARED), captor) is None


@pytest.mark.parametrize(("given", "key"), [
    ("417/6901234000016", "417/6901234000016"),
    ("uscc:91350100M000100Y43", "uscc:91350100M000100Y43"),
    ("urn:epc:id:pgln:6901234.00001", "417/6901234000016"),
    ("https://trace.example/417/6901234000016", "417/6901234000016"),
    ("(417)6901234000016", "417/6901234000016"),
    ("6901234000016", "417/6901234000016"),
    ("urn:epc:id:sgln:6901234.00001.0", "414/6901234000016"),
    (" 91350100m000100y43 ", "uscc:91350100M000100Y43"),
    ("https://party.example/1", "uri:https://party.example/1"),
])  # fmt: skip
def test_an_accounts_party_may_be_given_in_any_notation(given: str, key: str) -> None:
    assert party_key(given) == key


@pytest.mark.usefixtures("ledger")
def test_who_acts_for_a_gln_sees_what_names_it_in_either_way() -> None:
    reader = Actor("dairy", party="417/6901234000016", scopes=frozenset({Scope.READ}))
    assert sight_of(reader) == Sight(frozenset({"417/6901234000016", "414/6901234000016"}))
    assert names_of("414/6901234000016/254/DOCK") == {"414/6901234000016/254/DOCK"}
    assert names_of("uscc:91350100M000100Y43") == {"uscc:91350100M000100Y43"}


@pytest.mark.parametrize("text", ["", "the dairy", "x", "uri:"])
def test_what_names_no_party_is_refused(text: str) -> None:
    with pytest.raises(NotAPartyError):
        party_key(text)


def test_a_gln_names_one_party_as_a_party_and_as_a_location() -> None:
    assert same_party("414/6901234000016/254/DOCK") == same_party("414/6901234000016") == "417/6901234000016"
    assert same_party("uscc:91350100M000100Y43") == "uscc:91350100M000100Y43"


FOREIGN = Elsewhere("414/6950000000010", frozenset({"417/6950000000010"}))


def test_what_is_made_at_anothers_place_is_told_by_who_runs_it() -> None:
    found = may_capture(DAIRY, happened(), None, frozenset(), FOREIGN)
    assert found is not None
    assert (found.code, found.facts["place"]) == (NOT_YOUR_PLACE, "414/6950000000010")


def test_who_names_the_holder_of_the_place_may_tell_it() -> None:
    event = moved("urn:epc:id:pgln:6901234.00001", "https://id.gs1.org/417/6950000000010")
    assert may_capture(DAIRY, event, None, frozenset(), FOREIGN) is None


@pytest.mark.parametrize(
    ("fields", "role", "expected"),
    [
        ({}, Role.ITEM, "414/1"),
        ({"action": "OBSERVE"}, Role.ITEM, None),
        ({}, Role.DEVICE, None),
    ],
)
def test_only_what_makes_goods_is_a_claim_of_their_origin(
    fields: dict[str, Any], role: Role, expected: str | None
) -> None:
    touches = [("01/06901234567892/21/A", int(role))]
    assert place_of_making(happened(**fields), touches, "414/1") == expected
    assert place_of_making(happened(**fields), [("quarantine:4507020000001", int(role))], "414/1") is None


@pytest.mark.parametrize("kind", sorted(ActorKind))
def test_no_kind_may_do_more_than_it_is_granted(kind: ActorKind) -> None:
    actor = Actor("x", kind=kind, scopes=frozenset(Scope))
    captures = {ActorKind.PLATFORM, ActorKind.ENTERPRISE, ActorKind.ASSOCIATION}
    assert actor.may(Scope.CAPTURE) == (kind in captures)
    assert actor.may(Scope.READ) == (kind is not ActorKind.PUBLIC)


def test_a_department_captures_for_its_own_party() -> None:
    assert Actor("x", "uscc:91350100M000100Y43", frozenset(Scope), ActorKind.DEPARTMENT).may(Scope.CAPTURE)
