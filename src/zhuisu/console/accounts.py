"""Accounts: those of people, as they are made, invited, reset and closed. Each verb leaves one audit row."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.urls import reverse

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.models import Account, Audit, Token
from zhuisu.access.parties import party_key
from zhuisu.access.permitting import STAFF
from zhuisu.console import devices


class NameTakenError(Exception):
    """There is an account of this name."""


class NotForPeopleError(Exception):
    """Nobody signs in to the console with an account of this kind."""


class Wanted(NamedTuple):
    """An account that is to be made. `party` may be given in any notation; `person` is a key of the registry."""

    name: str
    kind: ActorKind
    scopes: Collection[Scope]
    categories: Collection[str] = ()
    regions: Collection[str] = ()
    party: str | None = None
    person: str = ""


def create(wanted: Wanted, *, actor: str) -> Account:
    """An account that somebody is to be invited to. Raises NameTakenError, NotForPeopleError, NotAPartyError."""
    if wanted.kind not in STAFF:
        raise NotForPeopleError(wanted.kind)
    columns = {
        "kind": wanted.kind.value,
        "party": party_key(wanted.party) if wanted.party else None,
        "scopes": sorted(scope.value for scope in wanted.scopes),
        "categories": sorted(wanted.categories),
        "regions": sorted(wanted.regions),
        "person": wanted.person,
    }
    try:
        with transaction.atomic():
            account = Account.objects.create(name=wanted.name, **columns)
            Audit.objects.create(actor=actor, verb="account made", facts={"account": wanted.name, **columns})
    except IntegrityError:
        raise NameTakenError(wanted.name) from None
    return account


def invite(account: Account, *, actor: str) -> str:
    """The path of the page where somebody chooses a password, once, within three days. Who has it is let in."""
    Audit.objects.create(actor=actor, verb="account invited", facts={"account": account.name})
    token = default_token_generator.make_token(account)
    return reverse("admin:invitation", kwargs={"number": str(account.pk), "token": token})


def accept(account: Account, password: str) -> None:
    """A password of their own; invitations that were sent before end with it."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        Audit.objects.create(actor=account.name, verb="password chosen")


def invited(number: str, token: str) -> Account | None:
    """Whose invitation this is; None where it is none, was used, or has run out."""
    account = Account.objects.filter(pk=int(number), is_active=True).first() if _is_number(number) else None
    good = account is not None and account.is_staff and default_token_generator.check_token(account, token)
    return account if good else None


def reset(account: Account, *, actor: str) -> str:
    """End the password, every second factor and all sessions. Answers a new invitation."""
    with transaction.atomic():
        devices.forget(account)
        account.set_unusable_password()
        account.save(update_fields=["password"])
        Audit.objects.create(actor=actor, verb="second factor reset", facts={"account": account.name})
    return invite(account, actor=actor)


def close(account: Account, *, actor: str) -> None:
    """Nobody signs in with it, and its tokens end."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=False)
        Token.objects.filter(account=account, revoked_at=None).update(revoked_at=datetime.now(UTC))
        Audit.objects.create(actor=actor, verb="account closed", facts={"account": account.name})


def reopen(account: Account, *, actor: str) -> None:
    """People sign in with it again; tokens that ended stay so."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=True)
        Audit.objects.create(actor=actor, verb="account reopened", facts={"account": account.name})


def actor_of(account: Account) -> Actor:
    """Who asks when this account does."""
    return account.actor


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
