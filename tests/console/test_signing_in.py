"""Signing in: a password, then a second factor; no guessing, no enumeration, no forged forms."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.console.cast import (
    GROWER,
    HOST,
    PASSWORD,
    REGISTRAR,
    account_of,
    browser,
    code_of,
    proof,
    sent,
    signed_in,
    verbs,
)
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account
from zhuisu.console import accounts, devices
from zhuisu.console.accounts import UnfitError, Wanted
from zhuisu.console.models import Attempt
from zhuisu.server import settings

pytestmark = pytest.mark.usefixtures("console")


def test_nobody_enters_without_signing_in() -> None:
    for page in ("/admin/", "/admin/console/party/", "/admin/console/person/1/change/", "/admin/password_change/"):
        answer = browser().get(page)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/?next=")


def test_a_password_alone_opens_nothing_but_the_second_step() -> None:
    account_of(REGISTRAR)
    client = browser()
    answer = sent(client, "/admin/login/", username="liang", password=PASSWORD)
    assert answer["Location"].startswith("/admin/verify/")
    assert client.get("/admin/console/party/").status_code == 302
    assert client.get("/admin/verify/")["Location"].startswith("/admin/enrol/")


def test_the_first_time_an_authenticator_is_joined_and_codes_for_an_emergency_are_shown_once() -> None:
    account = account_of(REGISTRAR)
    client = browser()
    sent(client, "/admin/login/", username="liang", password=PASSWORD)
    shown = client.get("/admin/enrol/").content.decode()
    assert "<svg" in shown
    assert "Type the key" in shown
    wrong = sent(client, "/admin/enrol/", code="000000")
    assert "wrong" in wrong.content.decode()
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    done = sent(client, "/admin/enrol/", code=code_of(account))
    assert done.content.decode().count("<li><code>") == devices.CODES
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/enrol/").status_code == 302
    assert verbs("liang") == ["password accepted", "second factor joined"]


def test_a_second_sign_in_asks_for_a_code_and_takes_each_once() -> None:
    signed_in(REGISTRAR)
    account = Account.objects.get(name="liang")
    client = browser()
    sent(client, "/admin/login/", username="liang", password=PASSWORD)
    TOTPDevice.objects.update(last_t=F("last_t") + 1)  # the clock may have passed on to the next code meanwhile
    used = sent(client, "/admin/verify/", code=code_of(account))
    assert "was used" in used.content.decode()
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0, last_t=0)
    assert sent(client, "/admin/verify/", code=code_of(account))["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert verbs("liang")[-2:] == ["second factor failed", "signed in"]


def test_a_code_for_an_emergency_lets_in_once_and_is_kept_as_a_hash() -> None:
    signed_in(REGISTRAR)
    account = Account.objects.get(name="liang")
    code = devices.new_codes(account)[0]
    assert not StaticToken.objects.filter(token__startswith=code[:4]).exists()
    first, second = browser(), browser()
    sent(first, "/admin/login/", username="liang", password=PASSWORD)
    assert sent(first, "/admin/verify/", code=code.upper())["Location"] == "/admin/"
    sent(second, "/admin/login/", username="liang", password=PASSWORD)
    assert sent(second, "/admin/verify/", code=code).status_code == 200
    assert devices.codes_left(account) == devices.CODES - 1


def test_an_unknown_name_and_a_wrong_password_read_the_same() -> None:
    account_of(REGISTRAR)
    client = browser()
    answers = [
        sent(client, "/admin/login/", username=name, password="guess").content.decode().replace(name, "")
        for name in ("liang", "nobody")
    ]
    heads = [answer.partition("csrfmiddlewaretoken")[0] for answer in answers]
    assert heads[0] == heads[1]
    assert "The name or the password is wrong" in answers[0]


def test_guessing_ends_after_five_attempts_whatever_the_sixth_is() -> None:
    account_of(REGISTRAR)
    client = browser()
    for _ in range(5):
        assert sent(client, "/admin/login/", username="liang", password="guess").status_code == 200
    refused = sent(client, "/admin/login/", username="liang", password=PASSWORD)
    assert refused.status_code == 429
    assert "Too many attempts" in refused.content.decode()
    Attempt.objects.update(at=datetime.now(UTC) - timedelta(minutes=16))
    assert sent(client, "/admin/login/", username="liang", password=PASSWORD).status_code == 302


def test_a_form_from_elsewhere_is_refused() -> None:
    account_of(REGISTRAR)
    answer = browser().post("/admin/login/", {"username": "liang", "password": PASSWORD})
    assert answer.status_code == 403
    assert "nothing was done" in answer.content.decode()


def test_where_somebody_is_led_stays_in_the_console() -> None:
    account_of(REGISTRAR)
    client = browser()
    away = sent(client, "/admin/login/?next=https://evil.example/", username="liang", password=PASSWORD)
    assert away["Location"] == "/admin/verify/?next=%2Fadmin%2F"


def test_an_invitation_is_good_once_and_asks_for_a_good_password() -> None:
    account = accounts.create(GROWER, actor=HOST)
    link = accounts.invite(account, actor=HOST)
    client = browser()
    weak = sent(client, link, new_password1="lu", new_password2="lu")
    assert "too short" in weak.content.decode()
    chosen = sent(client, link, new_password1=PASSWORD, new_password2=PASSWORD)
    assert chosen["Location"] == "/admin/verify/"
    assert client.get("/admin/verify/")["Location"].startswith("/admin/enrol/")
    assert browser().get(link).status_code == 410
    assert browser().get("/admin/invitation/x/y/").status_code == 410


def test_resetting_ends_sessions_passwords_and_authenticators() -> None:
    client = signed_in(REGISTRAR)
    account = Account.objects.get(name="liang")
    link = accounts.reset(account, actor=HOST)
    assert client.get("/admin/").status_code == 302
    assert devices.enrolled(account) is None
    assert browser().get(link).status_code == 200
    assert verbs(HOST)[-2:] == ["second factor reset", "account invited"]


def test_a_closed_account_is_out_at_once() -> None:
    client = signed_in(REGISTRAR)
    accounts.close(Account.objects.get(name="liang"), actor=HOST)
    assert client.get("/admin/").status_code == 302
    answer = sent(browser(), "/admin/login/", username="liang", password=PASSWORD)
    assert "the account is closed" in answer.content.decode()


def test_machines_have_no_password_and_peers_no_console() -> None:
    Account.objects.create(name="gate-7", scopes=["capture"])
    assert sent(browser(), "/admin/login/", username="gate-7", password="").status_code == 200
    with pytest.raises(UnfitError):
        accounts.create(Wanted("nanning", ActorKind.PEER, frozenset({Scope.READ})), actor=HOST)


def test_the_session_cookie_is_for_our_own_pages_alone() -> None:
    client = signed_in(REGISTRAR)
    cookie = client.cookies["zhuisu_session"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "/",
        True,
        "Strict",
        8 * 3600,
    )
    assert settings.SESSION_COOKIE_SECURE is False  # on one machine, without TLS
    assert Session.objects.count() == 1


def test_signing_out_ends_the_session() -> None:
    client = signed_in(REGISTRAR)
    out = client.post("/admin/logout/", {"csrfmiddlewaretoken": proof(client, "/admin/")})
    assert "You have left the console" in out.content.decode()
    assert client.get("/admin/").status_code == 302
    assert Session.objects.count() == 0
    assert verbs("liang")[-1] == "signed out"


def test_somebody_changes_their_password_and_stays() -> None:
    client = signed_in(REGISTRAR)
    page, new = "/admin/password_change/", "papaya-over-river-12"
    weak = sent(client, page, old_password=PASSWORD, new_password1="short", new_password2="short")
    assert "too short" in weak.content.decode()
    assert sent(client, page, old_password=PASSWORD, new_password1=new, new_password2=new).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert Account.objects.get(name="liang").check_password(new)
    assert verbs("liang")[-1] == "password changed"
