"""Programs: what a party's people let in for it: a till, a scale, an ERP. Each is a machine's account with a client.

A program may do no more than who let it in, and nothing once it is shut out.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import F, Max
from oauth2_provider.models import Application

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.bearers import forget
from zhuisu.access.fitting import check_account
from zhuisu.access.models import Account, Audit
from zhuisu.access.oauth import Client, make_client, revoke_clients

MOST: Final = 20
"""So many programs a party has at once."""

OFFERED: Final = frozenset({Scope.CAPTURE, Scope.READ})
_PREFIX: Final = "till-"
_LONGEST: Final = 60


class Program(msgspec.Struct, frozen=True):
    """A program that may come in. `used_at` is when it last asked for a token that is still kept."""

    client: str
    label: str
    account: str
    scopes: tuple[Scope, ...]
    made_at: datetime
    used_at: datetime | None


class TooManyError(Exception):
    """The party has as many programs as it may have."""


class UnfitScopesError(Exception):
    """These scopes are none that a program may have, or more than who asks has."""


def let_in(label: str, scopes: Collection[Scope], *, actor: Actor) -> Client:
    """A new program of the actor's party, with the secret that is shown this once. Raises TooManyError,
    UnfitScopesError."""
    wanted = frozenset(scopes)
    if not wanted or not wanted <= OFFERED & actor.scopes:
        raise UnfitScopesError
    if len(programs_of(actor)) >= MOST:
        raise TooManyError
    name = _PREFIX + secrets.token_hex(6)
    check_account(Actor(name=name, party=actor.party, scopes=wanted, kind=actor.kind))
    with transaction.atomic():
        Account.objects.create(
            name=name, kind=actor.kind.value, party=actor.party, scopes=sorted(scope.value for scope in wanted)
        )
        client = make_client(name, actor=actor)
        said = label.strip()[:_LONGEST]
        Application.objects.filter(client_id=client.id).update(name=said or name)
        facts = {"program": name, "client": client.id, "label": said, "party": actor.party}
        Audit.objects.create(actor=actor.name, verb="program let in", facts=facts)
    return client


def shut_out(client: str, *, actor: Actor) -> bool:
    """End a program of the actor's party with its tokens, at once. Answers whether there was one."""
    with transaction.atomic():
        found = _rows(actor).filter(client_id=client).select_related("user").first()
        if found is None:
            return False
        account: Account = found.user
        revoke_clients(account.name, actor=actor, client_id=client)
        if account.name.startswith(_PREFIX):
            Account.objects.filter(pk=account.pk).update(is_active=False)
    forget()
    return True


def programs_of(actor: Actor) -> Sequence[Program]:
    """The programs of the actor's party, the newest first."""
    rows = _rows(actor).select_related("user").annotate(used_at=Max("accesstoken__created")).order_by("-created")
    return [
        Program(
            row.client_id,
            row.name,
            row.user.name,
            tuple(sorted(map(Scope, row.user.scopes))),
            row.created,
            row.used_at,
        )
        for row in rows
    ]


def labels_of(accounts: Iterable[str]) -> Mapping[str, str]:
    """What the programs behind these accounts are called, those alone that somebody gave a name. One query."""
    rows = Application.objects.filter(user__name__in=set(accounts)).exclude(name="").exclude(name=F("user__name"))
    return dict(rows.order_by("created", "pk").values_list("user__name", "name"))


def _rows(actor: Actor) -> Any:
    return Application.objects.filter(user__party=actor.party, user__is_active=True, user__party__isnull=False)
