"""POST /oauth/token: credentials in, a token out, and what the token is good for."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.exchange.caller import bare, codes, document, event
from tests.exchange.oauth.partner import FORM, Partner, sent

GRANT = {"grant_type": "client_credentials"}


def test_credentials_in_the_header_give_a_token_with_all_scopes_of_the_account(dairy: Partner) -> None:
    answer = dairy.ask()
    given = json.loads(answer.content)
    assert answer.status_code == 200
    assert (given["token_type"], given["expires_in"], set(given["scope"].split())) == (
        "Bearer",
        3600,
        {"capture", "read", "registry"},
    )
    assert given["access_token"].startswith("zo_")
    assert "refresh_token" not in given
    assert answer["Cache-Control"] == "no-store"


def test_credentials_in_the_body_do_too(dairy: Partner) -> None:
    answer = sent("/oauth/token", GRANT | {"client_id": dairy.id, "client_secret": dairy.secret})
    assert answer.status_code == 200


def test_the_token_captures_and_reads(dairy: Partner) -> None:
    caller = dairy.caller()
    assert caller.post("/epcis/events", bare(1)).status_code == 201
    assert caller.get("/epcis/capture").status_code == 200


def test_a_token_for_fewer_scopes_does_no_more(dairy: Partner) -> None:
    reader = dairy.caller(scope="read")
    answer = reader.post("/epcis/capture", document(event(1)))
    assert (answer.status_code, codes(answer)) == (403, ["http.beyond_scope"])
    assert 'error="insufficient_scope"' in answer["WWW-Authenticate"]


@pytest.mark.parametrize("scope", ["admin", "read admin"])
def test_a_scope_that_the_account_has_not_is_refused(dairy: Partner, scope: str) -> None:
    answer = dairy.ask(scope=scope)
    assert (answer.status_code, json.loads(answer.content)["error"]) == (400, "invalid_scope")


def test_what_the_account_may_do_no_longer_its_tokens_may_not_either(dairy: Partner) -> None:
    from zhuisu.access.models import Account  # noqa: PLC0415 - Django must be set up first

    caller = dairy.caller()
    Account.objects.filter(name="dairy").update(scopes=["read"])
    assert caller.post("/epcis/capture", document(event(1))).status_code == 403
    Account.objects.filter(name="dairy").update(scopes=["capture", "read"])


@pytest.mark.parametrize(
    "fields",
    [
        {"client_id": "{id}", "client_secret": "wrong"},
        {"client_id": "nobody", "client_secret": "{secret}"},
        {"client_id": "{id}"},
        {},
    ],
)
def test_wrong_credentials_are_refused(dairy: Partner, fields: dict[str, str]) -> None:
    filled = {name: value.format(id=dairy.id, secret=dairy.secret) for name, value in fields.items()}
    answer = sent("/oauth/token", GRANT | filled)
    assert (answer.status_code, json.loads(answer.content)["error"]) == (401, "invalid_client")
    assert answer["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize("grant", ["password", "authorization_code", "refresh_token", "implicit", ""])
def test_no_other_grant_exists(dairy: Partner, grant: str) -> None:
    answer = dairy.ask(grant_type=grant, username="x", password="y", code="z", refresh_token="r")
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"] in ("unsupported_grant_type", "invalid_request")


@pytest.mark.parametrize("path", ["/oauth/authorize", "/oauth/authorize/", "/oauth/applications/", "/oauth/introspect"])
def test_no_other_address_exists(dairy: Partner, path: str) -> None:
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("path", ["/oauth/token", "/oauth/revoke"])
def test_only_post_is_possible(ledger: None, method: str, path: str) -> None:
    answer = Client().generic(method, path)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data; boundary=x", ""])
def test_only_a_form_is_taken(dairy: Partner, content_type: str) -> None:
    answer = Client().post("/oauth/token", b"{}", content_type=content_type)
    assert (answer.status_code, json.loads(answer.content)["error"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    "body",
    [b"grant_type=client_credentials&client_id=%00&client_secret=x", b"grant_type=client_credentials&scope=%ff%fe",
     b"\xff\xfe\x00", b"&" * 200, b"grant_type=client_credentials&client_id=%ed%a0%80&client_secret=x",
     b"client_id=" + b"x" * 100_000],
    ids=["nul", "no utf-8", "noise", "empty fields", "surrogate", "long"],
)  # fmt: skip
def test_noise_is_a_refusal(dairy: Partner, body: bytes) -> None:
    assert Client().post("/oauth/token", body, content_type=FORM).status_code in (400, 401)


@pytest.mark.parametrize("credentials", ["%%%", "bm9uZQ==", "gIA6gIA=", "", "AAAAOngA"])
def test_a_header_that_holds_no_credentials_is_a_refusal(dairy: Partner, credentials: str) -> None:
    answer = sent("/oauth/token", GRANT, Authorization=f"Basic {credentials}")
    assert answer.status_code in (400, 401)


def test_a_token_that_has_expired_is_refused(dairy: Partner) -> None:
    from oauth2_provider.models import AccessToken  # noqa: PLC0415 - Django must be set up first

    caller = dairy.caller()
    AccessToken.objects.update(expires=datetime.now(UTC) - timedelta(seconds=1))
    answer = caller.get("/epcis/capture")
    assert (answer.status_code, codes(answer)) == (401, ["http.wrong_token"])
    assert 'error="invalid_token"' in answer["WWW-Authenticate"]


def test_expired_tokens_go_when_a_new_one_comes(dairy: Partner) -> None:
    from oauth2_provider.models import AccessToken  # noqa: PLC0415 - Django must be set up first

    dairy.ask()
    AccessToken.objects.update(expires=datetime.now(UTC) - timedelta(seconds=1))
    dairy.ask()
    assert AccessToken.objects.filter(application__client_id=dairy.id).count() == 1


def test_neither_tokens_nor_secrets_are_stored(dairy: Partner) -> None:
    from oauth2_provider.models import AccessToken, Application  # noqa: PLC0415 - Django must be set up first

    token = dairy.token()
    row, client = AccessToken.objects.latest("id"), Application.objects.get(client_id=dairy.id)
    assert token not in (row.token, row.token_checksum)
    assert dairy.secret not in client.client_secret
    assert client.client_secret.startswith("random_secret$")


def test_after_many_failures_a_client_has_to_wait_and_others_have_not(dairy: Partner) -> None:
    wrong = Partner(dairy.id, "wrong")
    assert [wrong.ask().status_code for _ in range(10)] == [401] * 10
    refused = dairy.ask()
    assert (refused.status_code, 0 < int(refused["Retry-After"]) <= 61) == (429, True)
    assert Partner("nobody", "wrong").ask().status_code == 401


def test_nobody_guesses_under_another_name(dairy: Partner) -> None:
    fields = {"client_id": dairy.id, "client_secret": "wrong"}
    assert Partner("nobody", "wrong").ask(**fields).status_code == 400
    assert dairy.ask(client_id=dairy.id).status_code == 200


def test_the_metadata_says_where_and_how(ledger: None) -> None:
    found = json.loads(Client().get("/.well-known/oauth-authorization-server").content)
    assert found["issuer"] == "http://testserver"
    assert found["token_endpoint"] == "http://testserver/oauth/token"
    assert found["grant_types_supported"] == ["client_credentials"]
    assert found["scopes_supported"] == ["capture", "read", "registry", "supervise"]


def test_the_metadata_names_the_public_address(ledger: None, settings: Any) -> None:
    settings.ADDRESS = "https://trace.example.cn"
    found = json.loads(Client().get("/.well-known/oauth-authorization-server").content)
    assert found["issuer"] == "https://trace.example.cn"
    assert found["revocation_endpoint"] == "https://trace.example.cn/oauth/revoke"
