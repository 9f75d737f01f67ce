"""Accounts and their tokens."""

import pytest

pytestmark = pytest.mark.usefixtures("ledger")


def test_a_token_names_its_account_and_what_it_may_do() -> None:
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.tokens import OPERATOR, actor_of_token, issue_token  # noqa: PLC0415

    actor = actor_of_token(issue_token("operator"))
    assert actor == OPERATOR
    assert actor.may(Scope.CAPTURE)
    assert actor.may(Scope.READ)


def test_every_token_is_new_and_the_earlier_ones_stay_good() -> None:
    from zhuisu.access.tokens import actor_of_token, issue_token  # noqa: PLC0415 - as above

    first, second = issue_token("operator"), issue_token("operator")
    assert first != second
    assert actor_of_token(first) == actor_of_token(second)


def test_only_a_hash_is_kept_and_the_issue_is_audited() -> None:
    from zhuisu.access.models import Audit, Token  # noqa: PLC0415 - as above
    from zhuisu.access.tokens import issue_token  # noqa: PLC0415

    token = issue_token("operator")
    row = Token.objects.latest("id")
    assert len(bytes(row.digest)) == 32
    assert token.encode() not in bytes(row.digest)
    audit = Audit.objects.latest("id")
    assert (audit.actor, audit.verb, audit.facts) == (
        "operator",
        "token issued",
        {"account": "operator", "token": row.pk},
    )


def test_a_revoked_token_names_nobody() -> None:
    from django.utils import timezone  # noqa: PLC0415 - as above

    from zhuisu.access.models import Token  # noqa: PLC0415
    from zhuisu.access.tokens import actor_of_token, issue_token  # noqa: PLC0415

    token = issue_token("operator")
    Token.objects.filter(pk=Token.objects.latest("id").pk).update(revoked_at=timezone.now())
    assert actor_of_token(token) is None


@pytest.mark.parametrize("token", ["", "zs_", "zs_unknown", "x" * 100, "zs_" + "x" * 1000, "zs_\x00", "zs_中"])
def test_what_was_not_issued_names_nobody(token: str) -> None:
    from zhuisu.access.tokens import actor_of_token  # noqa: PLC0415 - as above

    assert actor_of_token(token) is None


def test_nobody_gets_a_token_for_an_account_that_is_not_there() -> None:
    from zhuisu.access.tokens import NoSuchAccountError, issue_token  # noqa: PLC0415 - as above

    with pytest.raises(NoSuchAccountError):
        issue_token("nobody")


def test_an_account_keeps_what_it_was_made_with() -> None:
    from zhuisu.access import Scope  # noqa: PLC0415 - as above
    from zhuisu.access.tokens import OPERATOR, account_names, make_account  # noqa: PLC0415

    made = make_account("farm", actor=OPERATOR, scopes={Scope.CAPTURE}, party="uscc:91450700MA5KXXXX0X")
    again = make_account("farm", actor=OPERATOR, scopes={Scope.READ})
    assert made == again
    assert again.scopes == {Scope.CAPTURE}
    assert "farm" in account_names()
