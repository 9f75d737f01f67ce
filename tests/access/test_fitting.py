"""Accounts that nobody could use, or that would see too much, are not made."""

import pytest

from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.access.fitting import UnfitAccountError, check_account
from zhuisu.access.tokens import OPERATOR, actor_named, make_account
from zhuisu.access.visibility import EVERYTHING, NOTHING, Sight, may_see_scopes, sight_of

READ = frozenset({Scope.READ})
PARTY = "uscc:91350100M000100Y43"


@pytest.mark.parametrize("actor", [
    Actor("x", kind=ActorKind.PUBLIC),
    Actor("x", kind=ActorKind.ENTERPRISE, scopes=READ),
    Actor("x", PARTY, READ, ActorKind.PLATFORM),
    Actor("x", None, READ, ActorKind.DEPARTMENT),
    Actor("x", None, READ, ActorKind.PEER),
    Actor("x", None, READ, ActorKind.OFFICE, frozenset({"food"})),
    Actor("x", None, READ, ActorKind.DEPARTMENT, frozenset({"toys"})),
    Actor("x", None, READ, ActorKind.DEPARTMENT, frozenset({"food"}), frozenset({"4507"})),
    Actor("x", None, READ, ActorKind.DEPARTMENT, frozenset({"food"}), frozenset({"999999"})),
    Actor("x", None, frozenset({Scope.CAPTURE}), ActorKind.DEPARTMENT, frozenset({"food"})),
    Actor("x", None, frozenset({Scope.CAPTURE}), ActorKind.OFFICE),
    Actor("x", None, frozenset({Scope.REGISTRY}), ActorKind.AUDITOR),
])  # fmt: skip
def test_what_does_not_fit_is_refused_in_both_languages(actor: Actor) -> None:
    with pytest.raises(UnfitAccountError) as refused:
        check_account(actor)
    assert refused.value.said.zh
    assert refused.value.said.en


@pytest.mark.usefixtures("ledger")
def test_a_department_is_made_with_what_it_sees() -> None:
    made = make_account(
        "bureau", actor=OPERATOR, scopes=READ, kind=ActorKind.DEPARTMENT, categories={"drugs"}, regions={"450702"}
    )
    assert actor_named("bureau") == made
    assert sight_of(made) == Sight(frozenset(), frozenset({"drugs/450702", "closed:drugs/450702"}))
    assert may_see_scopes(made, ["closed:drugs/450702", "closed:drugs/"])
    assert not may_see_scopes(made, ["drugs/450721", "drugs/"])


@pytest.mark.parametrize(("kind", "sight"), [
    (ActorKind.PUBLIC, NOTHING),
    (ActorKind.PLATFORM, EVERYTHING),
    (ActorKind.OFFICE, EVERYTHING),
    (ActorKind.AUDITOR, EVERYTHING),
    (ActorKind.ENTERPRISE, NOTHING),
    (ActorKind.DEPARTMENT, NOTHING),
])  # fmt: skip
def test_what_a_kind_sees_without_party_and_categories(kind: ActorKind, sight: Sight) -> None:
    assert sight_of(Actor("x", scopes=frozenset(Scope), kind=kind)) == sight
    assert sight_of(Actor("x", kind=kind)) == NOTHING


def test_a_peer_sees_nothing_closed() -> None:
    peer = Actor("x", None, READ, ActorKind.PEER, frozenset({"hazmat"}))
    assert sight_of(peer).scopes == {"hazmat/"}
