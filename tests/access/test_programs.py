"""Programs: a till comes in with a client of its own, does no more than who let it in, and is shut out at once."""

from collections.abc import Iterator

import pytest
from oauth2_provider.models import Application

from tests.conftest import ACCOUNTS
from tests.emptying import empty
from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.models import Account, Audit
from zhuisu.access.programs import MOST, TooManyError, UnfitScopesError, let_in, programs_of, shut_out

PARTY, OTHER = "uscc:93450721MA5685666W", "uscc:91450702MA5N1X2K93"
BOTH = frozenset({Scope.CAPTURE, Scope.READ})
FARM = Actor("farm", PARTY, BOTH, ActorKind.ENTERPRISE)
STALL = Actor("stall", OTHER, BOTH, ActorKind.ENTERPRISE)
READER = Actor("reader", PARTY, frozenset({Scope.READ}), ActorKind.ENTERPRISE)


@pytest.fixture(autouse=True)
def nobody(ledger: None) -> Iterator[None]:
    yield
    empty(f"{ACCOUNTS}, access_audit")


def test_a_program_acts_for_the_party_and_has_the_scopes_that_were_chosen() -> None:
    client = let_in("3号收银机", {Scope.CAPTURE}, actor=FARM)
    account = Application.objects.get(client_id=client.id).user
    assert (account.party, account.kind, account.scopes) == (PARTY, "enterprise", ["capture"])
    assert not account.check_password("")
    (program,) = programs_of(FARM)
    assert (program.label, program.scopes, program.used_at) == ("3号收银机", (Scope.CAPTURE,), None)
    assert "program let in" in Audit.objects.filter(actor="farm").values_list("verb", flat=True)
    assert client.secret not in str(list(Audit.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize("scopes", [set(), {Scope.REGISTRY}, {Scope.CAPTURE, Scope.SUPERVISE}])
def test_no_program_may_what_programs_may_not(scopes: set[Scope]) -> None:
    with pytest.raises(UnfitScopesError):
        let_in("x", scopes, actor=FARM)


def test_nobody_gives_more_than_they_have() -> None:
    with pytest.raises(UnfitScopesError):
        let_in("x", {Scope.CAPTURE}, actor=READER)


def test_programs_of_others_are_neither_seen_nor_shut_out() -> None:
    client = let_in("till", BOTH, actor=FARM)
    assert programs_of(STALL) == []
    assert not shut_out(client.id, actor=STALL)
    assert [each.client for each in programs_of(READER)] == [client.id]


def test_who_is_shut_out_has_no_account_any_more() -> None:
    client = let_in("till", BOTH, actor=FARM)
    assert shut_out(client.id, actor=FARM)
    assert not shut_out(client.id, actor=FARM)
    assert programs_of(FARM) == []
    assert not Account.objects.get(name__startswith="till-").is_active


def test_a_party_has_twenty_programs_at_most() -> None:
    for number in range(MOST):
        let_in(f"till {number}", {Scope.READ}, actor=FARM)
    with pytest.raises(TooManyError):
        let_in("one more", {Scope.READ}, actor=FARM)
