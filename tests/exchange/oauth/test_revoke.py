"""POST /oauth/revoke, and what an operator revokes."""

from tests.exchange.caller import Caller
from tests.exchange.oauth.partner import Partner, sent


def test_a_revoked_token_is_refused_at_once_where_it_was_revoked(dairy: Partner) -> None:
    token = dairy.token()
    caller = dairy.caller()
    assert dairy.ask("/oauth/revoke", token=token).status_code == 200
    assert dairy.caller().get("/epcis/capture").status_code == 200
    assert Caller(token).get("/epcis/capture").status_code == 401
    assert caller.get("/epcis/capture").status_code == 200


def test_a_token_that_is_unknown_counts_as_revoked(dairy: Partner) -> None:
    assert dairy.ask("/oauth/revoke", token="zo_unknown").status_code == 200


def test_nobody_revokes_the_tokens_of_others(dairy: Partner) -> None:
    from zhuisu.access import Scope  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.oauth import make_client  # noqa: PLC0415
    from zhuisu.access.tokens import OPERATOR, make_account  # noqa: PLC0415

    make_account("rival", actor=OPERATOR, scopes=frozenset({Scope.READ}))
    rival = Partner(*make_client("rival", actor=OPERATOR))
    caller = dairy.caller()
    rival.ask("/oauth/revoke", token=caller.headers["Authorization"].split()[1])
    assert caller.get("/epcis/capture").status_code == 200


def test_revoking_needs_credentials(dairy: Partner) -> None:
    assert sent("/oauth/revoke", {"token": dairy.token()}).status_code == 401


def test_a_client_that_was_revoked_gets_no_token_and_its_tokens_are_void(dairy: Partner) -> None:
    from zhuisu.access.bearers import forget  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.models import Audit  # noqa: PLC0415
    from zhuisu.access.oauth import revoke_clients  # noqa: PLC0415
    from zhuisu.access.tokens import OPERATOR  # noqa: PLC0415

    caller = dairy.caller()
    assert revoke_clients("dairy", actor=OPERATOR, client_id=dairy.id) == 1
    forget()
    assert dairy.ask().status_code == 401
    assert caller.get("/epcis/capture").status_code == 401
    audit = Audit.objects.latest("id")
    assert (audit.verb, audit.facts["clients"]) == ("clients revoked", [dairy.id])
