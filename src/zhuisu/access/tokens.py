"""Tokens: bearer tokens of accounts. What is kept is a hash; a token is shown once, when it is issued."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime

from django.db import transaction

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.fitting import check_account
from zhuisu.access.models import Account, Audit, Token
from zhuisu.access.parties import party_key
from zhuisu.access.secrets import digest

OPERATOR = Actor(name="operator", scopes=frozenset(Scope))
"""The platform's own account: it exists from the first start and may capture and read everything."""

PREFIX = "zs_"
RANDOM_BYTES = 32
LONGEST = 200


class NoSuchAccountError(Exception):
    """Nobody has this name."""


def make_account(
    name: str,
    *,
    actor: Actor,
    scopes: Collection[Scope],
    party: str | None = None,
    kind: ActorKind | None = None,
    categories: Collection[str] = (),
    regions: Collection[str] = (),
) -> Actor:
    """The account of this name, made if it is new. One that exists keeps what it is.

    `party` may be given in any notation; its key is kept. Without a kind it is an enterprise's if it has a party, else
    the platform's. Raises NotAPartyError, UnfitAccountError.
    """
    with transaction.atomic():
        key = party_key(party) if party else None
        kind = kind or (ActorKind.PLATFORM if key is None else ActorKind.ENTERPRISE)
        wanted = Actor(name, key, frozenset(scopes), kind, frozenset(categories), frozenset(regions))
        check_account(wanted)
        defaults = {
            "kind": kind.value,
            "party": key,
            "scopes": sorted(scope.value for scope in scopes),
            "categories": sorted(categories),
            "regions": sorted(regions),
        }
        account, is_new = Account.objects.get_or_create(name=name, defaults=defaults)
        if is_new:
            Audit.objects.create(actor=actor.name, verb="account made", facts={"account": name, **defaults})
    return actor_of_account(account)


def ensure_operator() -> Actor:
    """The operator's account."""
    return make_account(OPERATOR.name, actor=OPERATOR, scopes=OPERATOR.scopes)


def issue_token(name: str, *, actor: Actor = OPERATOR) -> str:
    """A new bearer token of this account; earlier ones stay good. Raises NoSuchAccountError."""
    with transaction.atomic():
        if name == OPERATOR.name:
            ensure_operator()
        account = Account.objects.filter(name=name).first()
        if account is None:
            raise NoSuchAccountError(name)
        token = PREFIX + secrets.token_urlsafe(RANDOM_BYTES)
        row = Token.objects.create(digest=digest(token), account=account)
        Audit.objects.create(actor=actor.name, verb="token issued", facts={"account": name, "token": row.pk})
    return token


def actor_of_token(token: str) -> Actor | None:
    """Who bears this token; None where it is unknown or revoked. One query, by a unique index."""
    if not token.startswith(PREFIX) or len(token) > LONGEST:
        return None
    accounts = Account.objects.filter(tokens__digest=digest(token), tokens__revoked_at=None, is_active=True)
    account = accounts.first()
    return actor_of_account(account) if account else None


def actor_named(name: str) -> Actor | None:
    """The actor of this account, with the party and the scopes that it has now; None where there is none."""
    account = Account.objects.filter(name=name, is_active=True).first()
    return actor_of_account(account) if account else None


def revoke_tokens(name: str, *, actor: Actor = OPERATOR, token: str | None = None) -> int:
    """End one token of this account, or all of them. Answers how many; processes notice within a few seconds."""
    with transaction.atomic():
        found = Token.objects.filter(account__name=name, revoked_at=None)
        if token is not None:
            found = found.filter(digest=digest(token))
        ids = list(found.values_list("pk", flat=True))
        Token.objects.filter(pk__in=ids).update(revoked_at=datetime.now(UTC))
        if ids:
            Audit.objects.create(actor=actor.name, verb="tokens revoked", facts={"account": name, "tokens": ids})
    return len(ids)


def account_names() -> list[str]:
    """Every account, by name."""
    return list(Account.objects.order_by("name").values_list("name", flat=True))


def actor_of_account(account: Account) -> Actor:
    """Who asks when this account does."""
    return account.actor
