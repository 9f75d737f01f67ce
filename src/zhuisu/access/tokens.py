"""Tokens: bearer tokens of accounts. What is kept is a hash; a token is shown once, when it is issued."""

import hashlib
import secrets
from collections.abc import Collection

from django.db import transaction

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.models import Account, Audit, Token

OPERATOR = Actor(name="operator", scopes=frozenset(Scope))
"""The platform's own account: it exists from the first start and may capture and read everything."""

PREFIX = "zs_"
RANDOM_BYTES = 32
LONGEST = 200


class NoSuchAccountError(Exception):
    """Nobody has this name."""


def make_account(name: str, *, actor: Actor, scopes: Collection[Scope], party: str | None = None) -> Actor:
    """The account of this name, made if it is new. One that exists keeps its scopes and party."""
    with transaction.atomic():
        defaults = {"party": party, "scopes": sorted(scope.value for scope in scopes)}
        account, is_new = Account.objects.get_or_create(name=name, defaults=defaults)
        if is_new:
            Audit.objects.create(actor=actor.name, verb="account made", facts={"account": name, **defaults})
    return _actor(account)


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
        row = Token.objects.create(digest=_digest(token), account=account)
        Audit.objects.create(actor=actor.name, verb="token issued", facts={"account": name, "token": row.pk})
    return token


def actor_of_token(token: str) -> Actor | None:
    """Who bears this token; None where it is unknown or revoked. One query, by a unique index."""
    if not token.startswith(PREFIX) or len(token) > LONGEST:
        return None
    accounts = Account.objects.filter(tokens__digest=_digest(token), tokens__revoked_at=None)
    account = accounts.first()
    return _actor(account) if account else None


def account_names() -> list[str]:
    """Every account, by name."""
    return list(Account.objects.order_by("name").values_list("name", flat=True))


def _digest(token: str) -> bytes:
    """A fast hash is enough: 256 random bits cannot be guessed from it."""
    return hashlib.sha256(token.encode()).digest()


def _actor(account: Account) -> Actor:
    return Actor(name=account.name, party=account.party, scopes=frozenset(Scope(scope) for scope in account.scopes))
