"""Bearers: remembered for a moment, and never longer than they are good."""

from collections.abc import Iterator
from typing import Any

import pytest

pytestmark = pytest.mark.usefixtures("ledger")


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, django_db_setup: None) -> Iterator[Clock]:
    from zhuisu.access import bearers  # noqa: PLC0415 - Django must be set up first

    made = Clock()
    bearers.forget()
    monkeypatch.setattr(bearers, "time", made)
    yield made
    bearers.forget()


def test_the_database_is_asked_once_in_five_seconds(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhuisu.access import bearers  # noqa: PLC0415 - as above
    from zhuisu.access.tokens import OPERATOR, issue_token  # noqa: PLC0415

    token = issue_token("operator")
    assert bearers.actor_of_bearer(token) == OPERATOR
    asked: list[str] = []

    def count(text: str) -> Any:
        asked.append(text)

    monkeypatch.setattr(bearers, "actor_of_token", count)
    clock.now += 4.9
    assert bearers.actor_of_bearer(token) == OPERATOR
    assert asked == []
    clock.now += 0.2
    assert bearers.actor_of_bearer(token) is None
    assert asked == [token]


def test_a_token_that_is_revoked_is_refused_within_five_seconds(clock: Clock) -> None:
    from zhuisu.access.bearers import actor_of_bearer  # noqa: PLC0415 - as above
    from zhuisu.access.tokens import issue_token, revoke_tokens  # noqa: PLC0415

    token, other = issue_token("operator"), issue_token("operator")
    assert actor_of_bearer(token)
    assert revoke_tokens("operator", token=token) == 1
    clock.now += 5.1
    assert actor_of_bearer(token) is None
    assert actor_of_bearer(other)


def test_all_tokens_of_an_account_end_together_and_it_is_audited(clock: Clock) -> None:
    from zhuisu.access import Scope  # noqa: PLC0415 - as above
    from zhuisu.access.bearers import actor_of_bearer  # noqa: PLC0415
    from zhuisu.access.models import Audit  # noqa: PLC0415
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account, revoke_tokens  # noqa: PLC0415

    make_account("gate", actor=OPERATOR, scopes=frozenset({Scope.CAPTURE}))
    tokens = [issue_token("gate") for _ in range(3)]
    ended = revoke_tokens("gate")
    assert ended >= 3
    assert [actor_of_bearer(token) for token in tokens] == [None] * 3
    audit = Audit.objects.latest("id")
    assert (audit.verb, audit.facts["account"], len(audit.facts["tokens"])) == ("tokens revoked", "gate", ended)
    assert revoke_tokens("gate") == 0


def test_what_is_unknown_is_asked_again(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    from zhuisu.access import bearers  # noqa: PLC0415 - as above
    from zhuisu.access.tokens import OPERATOR  # noqa: PLC0415

    assert bearers.actor_of_bearer("zs_unknown") is None
    monkeypatch.setattr(bearers, "actor_of_token", lambda _: OPERATOR)
    assert bearers.actor_of_bearer("zs_unknown") == OPERATOR


@pytest.mark.parametrize("token", ["", "zo_", "zo_unknown", "zo_" + "x" * 5000, "zo_\x00", "zo_中"])
def test_what_was_not_issued_names_nobody(clock: Clock, token: str) -> None:
    from zhuisu.access.bearers import actor_of_bearer  # noqa: PLC0415 - as above

    assert actor_of_bearer(token) is None


def test_an_accounts_party_is_kept_by_its_key(clock: Clock) -> None:
    from zhuisu.access import Scope  # noqa: PLC0415 - as above
    from zhuisu.access.tokens import OPERATOR, make_account  # noqa: PLC0415

    party = "urn:epc:id:pgln:6901234.00001"
    actor = make_account("by-urn", actor=OPERATOR, scopes=frozenset({Scope.READ}), party=party)
    assert actor.party == "417/6901234000016"
