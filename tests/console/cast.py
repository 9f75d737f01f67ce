"""The cast of the console's tests: people with accounts, their browsers and their authenticators."""

import re
from typing import Any

from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.registry.cast import ORCHARD, SLAUGHTERHOUSE
from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account, Audit
from zhuisu.console import accounts
from zhuisu.console.accounts import Wanted

PASSWORD = "lychee under banyan 7"
HOST = "operator"

REGISTRAR = Wanted("liang", ActorKind.PLATFORM, frozenset(Scope))
AGRICULTURE = Wanted(
    "tan", ActorKind.DEPARTMENT, frozenset({Scope.READ, Scope.REGISTRY, Scope.SUPERVISE}), ("produce",), ("450721",)
)
GROWER = Wanted("lu", ActorKind.ENTERPRISE, frozenset({Scope.READ, Scope.REGISTRY}), party=ORCHARD)
BUTCHER = Wanted("huang", ActorKind.ENTERPRISE, frozenset({Scope.READ, Scope.REGISTRY}), party=SLAUGHTERHOUSE)
AUDITOR = Wanted("wei", ActorKind.AUDITOR, frozenset({Scope.READ, Scope.REGISTRY}))


def account_of(wanted: Wanted) -> Account:
    """Their account, with a password."""
    account = accounts.create(wanted, actor=HOST)
    account.set_password(PASSWORD)
    account.save()
    return account


def browser(language: str = "en") -> Client:
    """A browser that speaks this language, and proves where its forms come from."""
    return Client(headers={"accept-language": language}, enforce_csrf_checks=True)


def proof(client: Client, page: str) -> str:
    """The token of the form on a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get(page).content.decode())
    assert found is not None, page
    return found[1]


def sent(client: Client, page: str, **fields: object) -> Any:
    """The answer to a form of this page."""
    return client.post(page, {"csrfmiddlewaretoken": proof(client, page), **fields})


def code_of(account: Account, *, ago: int = 0) -> str:
    """What the authenticator shows now, or showed so many steps of 30 seconds ago."""
    device = TOTPDevice.objects.get(user=account)
    return f"{totp(device.bin_key, t0=device.t0 + ago * device.step, drift=device.drift):06d}"


def signed_in(wanted: Wanted, language: str = "en") -> Client:
    """A browser in which they have signed in and verified themselves, by a form that they filled in."""
    account = account_of(wanted)
    client = browser(language)
    sent(client, "/admin/login/", username=account.name, password=PASSWORD)
    client.get("/admin/enrol/")
    sent(client, "/admin/enrol/", code=code_of(account))
    return client


def verbs(actor: str) -> list[str]:
    """What the audit says that somebody did."""
    return list(Audit.objects.filter(actor=actor).order_by("id").values_list("verb", flat=True))
