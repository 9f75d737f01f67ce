"""The door of enterprises: a password, a second factor only where there is one, and no guessing at either door."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from tests.console.cast import PASSWORD, REGISTRAR, account_of, browser, code_of, proof, sent, signed_in, verbs
from tests.registry.cast import ORCHARD
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account
from zhuisu.console import devices
from zhuisu.console.accounts import Wanted

pytestmark = pytest.mark.usefixtures("console")

DOOR = "/work/sign-in"
GROWER = Wanted("lu", ActorKind.ENTERPRISE, frozenset({Scope.CAPTURE, Scope.READ}), party=ORCHARD)


def test_who_is_not_signed_in_is_led_to_the_door_and_back() -> None:
    account_of(GROWER)
    client = browser()
    led = client.get("/work/?day=1")["Location"]
    assert led == f"{DOOR}?next=%2Fwork%2F%3Fday%3D1"
    entered = sent(client, led, username="lu", password=PASSWORD, next="/work/?day=1")
    assert entered["Location"] == "/work/?day=1"
    assert client.get("/work/").status_code == 200
    assert verbs("lu") == ["signed in"]


def test_a_program_of_the_browser_is_told_that_nobody_is_signed_in() -> None:
    answer = browser().get("/work/state", headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()) == (401, {"state": "door"})


def test_a_phone_stays_signed_in_for_thirty_days_if_it_is_told_to() -> None:
    account_of(GROWER)
    kept, plain = browser(), browser()
    sent(kept, DOOR, username="lu", password=PASSWORD, stay="on")
    sent(plain, DOOR, username="lu", password=PASSWORD)
    ages = [client.cookies["zhuisu_session"]["max-age"] for client in (kept, plain)]
    assert ages == [30 * 24 * 3600, 8 * 3600]


def test_where_an_account_has_a_second_factor_it_is_asked_for() -> None:
    signed_in(GROWER)
    account = Account.objects.get(name="lu")
    client = browser()
    sent(client, DOOR, username="lu", password=PASSWORD)
    assert client.get("/work/")["Location"] == f"{DOOR}?next=%2Fwork%2F"
    assert client.get(DOOR)["Location"] == "/work/verify?next=%2Fwork%2F"
    assert "This code is wrong" in sent(client, "/work/verify", code="000000").content.decode()
    one = devices.new_codes(account)[0]
    assert sent(client, "/work/verify", code=one)["Location"] == "/work/"
    assert client.get("/work/").status_code == 200


def test_a_password_at_the_consoles_door_does_not_go_round_the_second_factor() -> None:
    signed_in(GROWER)
    client = browser()
    sent(client, "/admin/login/", username="lu", password=PASSWORD)
    assert client.get("/work/").status_code == 302
    assert len(code_of(Account.objects.get(name="lu"))) == 6


def test_guessing_ends_after_five_attempts_at_either_door() -> None:
    account_of(GROWER)
    client = browser()
    for _ in range(5):
        assert "The name or the password is wrong" in sent(client, DOOR, username="lu", password="x").content.decode()
    assert sent(client, DOOR, username="lu", password=PASSWORD).status_code == 429
    assert sent(client, "/admin/login/", username="lu", password=PASSWORD).status_code == 429


def test_officials_are_led_to_their_own_screens() -> None:
    account_of(REGISTRAR)
    client = browser()
    assert sent(client, DOOR, username="liang", password=PASSWORD)["Location"] == "/admin/"
    assert client.get("/work/").status_code == 302


def test_nobody_is_led_to_another_site() -> None:
    account_of(GROWER)
    entered = sent(browser(), DOOR, username="lu", password=PASSWORD, next="https://evil.example/work/")
    assert entered["Location"] == "/work/"
    assert browser().get("/work/language/en?next=//evil.example/")["Location"] == "/work/"


def test_signing_out_ends_the_session() -> None:
    account_of(GROWER)
    client = browser()
    sent(client, DOOR, username="lu", password=PASSWORD)
    out = client.post("/work/sign-out", {"csrfmiddlewaretoken": proof(client, "/work/sign-out")})
    assert "Signed out" in out.content.decode()
    assert client.get("/work/").status_code == 302
    assert not Session.objects.filter(expire_date__gt=datetime.now(UTC) + timedelta(minutes=1)).exists()
    assert verbs("lu") == ["signed in", "signed out"]


def test_large_type_and_the_language_are_remembered() -> None:
    client = browser("zh-CN")
    client.get("/work/type/large")
    client.get("/work/language/en")
    shown = client.get(DOOR).content.decode()
    assert '<html lang="en" class="large">' in shown
    assert "Sign in" in shown


def test_the_app_names_its_files_and_is_asked_for_anew_when_one_changes() -> None:
    worker = browser().get("/work/sw.js")
    assert worker["Content-Type"].startswith("text/javascript")
    assert worker.content.startswith(b'self.ZHUISU={"version":"')
    told = browser("zh-CN").get("/work/manifest.webmanifest").json()
    assert (told["scope"], told["display"], told["short_name"]) == ("/work/", "standalone", "追溯")
    assert {each["sizes"] for each in told["icons"]} == {"192x192", "512x512"}
