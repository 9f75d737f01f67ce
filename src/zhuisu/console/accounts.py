"""Accounts: those of people, as they are made, invited, reset and closed. Each verb leaves one audit row."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final, NamedTuple

from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.urls import reverse
from oauth2_provider.models import Application

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.bearers import forget
from zhuisu.access.models import Account, Audit, Token
from zhuisu.access.offices import office_wrong
from zhuisu.access.parties import party_key
from zhuisu.access.permitting import STAFF
from zhuisu.console import devices
from zhuisu.core.findings import Text

OF_PARTIES: Final = frozenset({ActorKind.ENTERPRISE, ActorKind.ASSOCIATION})


class NameTakenError(Exception):
    """There is an account of this name."""


class UnfitError(Exception):
    """Nobody could use such an account, or would see too much with it: `said` tells why."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


class Wanted(NamedTuple):
    """An account that is to be made. `party` may be given in any notation; `person` is a key of the registry,
    `department` a role, and `title` what an account is called that is nobody's own."""

    name: str
    kind: ActorKind
    scopes: Collection[Scope]
    categories: Collection[str] = ()
    regions: Collection[str] = ()
    party: str | None = None
    person: str = ""
    department: str = ""
    title: str = ""


def create(wanted: Wanted, *, actor: str) -> Account:
    """An account that somebody is to be invited to. Raises NameTakenError, UnfitError, NotAPartyError."""
    unfit = _unfit(wanted)
    if unfit is not None:
        raise UnfitError(unfit)
    columns = {
        "kind": wanted.kind.value,
        "party": party_key(wanted.party) if wanted.party else None,
        "scopes": sorted(scope.value for scope in wanted.scopes),
        "categories": sorted(wanted.categories),
        "regions": sorted(wanted.regions),
        "person": wanted.person,
        "department": wanted.department,
        "title": wanted.title.strip(),
    }
    try:
        with transaction.atomic():
            account = Account.objects.create(name=wanted.name, **columns)
            Audit.objects.create(actor=actor, verb="account made", facts={"account": wanted.name, **columns})
    except IntegrityError:
        raise NameTakenError(wanted.name) from None
    return account


def name_it(account: Account, *, department: str, title: str, actor: str) -> None:
    """Say which department an account works for, and what it is called where it is nobody's own. Raises UnfitError."""
    unfit = office_wrong(department, ActorKind(account.kind))
    if unfit is not None:
        raise UnfitError(unfit)
    facts = {"department": department, "title": title.strip()}
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(**facts)
        Audit.objects.create(actor=actor, verb="account named", facts={"account": account.name, **facts})
    forget()


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
    """Nobody signs in with it; its tokens and clients end."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=False)
        Token.objects.filter(account=account, revoked_at=None).update(revoked_at=datetime.now(UTC))
        Application.objects.filter(user=account).delete()
        Audit.objects.create(actor=actor, verb="account closed", facts={"account": account.name})
    forget()


def reopen(account: Account, *, actor: str) -> None:
    """People sign in with it again; tokens that ended stay so."""
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(is_active=True)
        Audit.objects.create(actor=actor, verb="account reopened", facts={"account": account.name})


def revoke_token(account: Account, number: str, *, actor: str) -> None:
    """End the token of this number, if the account has it."""
    with transaction.atomic():
        found = Token.objects.filter(account=account, pk=int(number), revoked_at=None) if _is_number(number) else None
        if found is not None and found.update(revoked_at=datetime.now(UTC)):
            facts = {"account": account.name, "tokens": [int(number)]}
            Audit.objects.create(actor=actor, verb="tokens revoked", facts=facts)
    forget()


def _unfit(wanted: Wanted) -> Text | None:
    """Why an account of this kind needs something else: without a party, it would be taken for the platform's."""
    if wanted.kind not in STAFF:
        return Text(
            "这类账户没有人登录，请用 zhuisu token 新建。",
            "People do not use it: make it by `zhuisu token`.",
        )
    if wanted.kind in OF_PARTIES and not wanted.party:
        return Text("企业和协会的账户须写明所代表的主体。", "An enterprise and an association name their party.")
    if wanted.kind not in OF_PARTIES and wanted.party:
        return Text("只有企业和协会的账户代表主体。", "Only an enterprise or an association acts for a party.")
    if wanted.kind is ActorKind.DEPARTMENT and not wanted.categories:
        return Text("部门的账户须写明负责的类别。", "An account of a department names its categories.")
    return office_wrong(wanted.department, wanted.kind)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
