"""OAuth 2.0: clients of accounts, and what their access tokens let them do (RFC 6749 §4.4, by django-oauth-toolkit).

A client belongs to an account: the party and the scopes are the account's. Only the grant of client credentials exists.
"""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
from django.db import transaction
from oauth2_provider.models import AccessToken, Application
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.scopes import BaseScopes

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.models import Account, Audit
from zhuisu.access.secrets import digest

PREFIX = "zo_"
RANDOM_BYTES = 32


class Client(NamedTuple):
    """A new client, with the secret that is shown this once."""

    id: str
    secret: str


class Bearer(NamedTuple):
    """Who bears an access token, and until when."""

    actor: Actor
    expires: datetime


def new_token(_: Any, *__: Any) -> str:
    """A random access token (the generator that DOT calls)."""
    return PREFIX + secrets.token_urlsafe(RANDOM_BYTES)


class AccountScopes(BaseScopes):  # type: ignore[misc]
    """A client may ask for the scopes of its account, and gets all of them where it asks for none."""

    def get_all_scopes(self) -> dict[str, str]:
        return {scope.value: scope.value for scope in Scope}

    def get_available_scopes(self, application: Any = None, request: Any = None, *_: Any, **__: Any) -> Sequence[str]:
        return sorted(application.user.scopes) if application is not None else sorted(self.get_all_scopes())

    def get_default_scopes(self, application: Any = None, request: Any = None, *_: Any, **__: Any) -> Sequence[str]:
        return self.get_available_scopes(application)


class Validator(OAuth2Validator):  # type: ignore[misc]
    """DOT's, for clients that have credentials of their own and act for nobody else."""

    def _create_access_token(self, expires: Any, request: Any, token: Any, source_refresh_token: Any = None) -> Any:
        """Expired tokens of the same client go when a new one comes: the table stays as small as it can be."""
        AccessToken.objects.filter(application=request.client, expires__lt=_now()).delete()
        return super()._create_access_token(expires, request, token, source_refresh_token)


def make_client(account_name: str, *, actor: Actor) -> Client:
    """A new OAuth client of this account; earlier ones stay good. Raises Account.DoesNotExist."""
    client = Client(secrets.token_urlsafe(RANDOM_BYTES), secrets.token_urlsafe(RANDOM_BYTES))
    with transaction.atomic():
        account = Account.objects.get(name=account_name)
        Application.objects.create(
            name=account.name,
            user=account,
            client_id=client.id,
            client_secret=client.secret,
            client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
        )
        Audit.objects.create(actor=actor.name, verb="client made", facts={"account": account.name, "client": client.id})
    return client


def revoke_clients(account_name: str, *, actor: Actor, client_id: str | None = None) -> int:
    """End one client of this account, or all of them, with their access tokens. Answers how many."""
    with transaction.atomic():
        found = Application.objects.filter(user__name=account_name)
        if client_id is not None:
            found = found.filter(client_id=client_id)
        ids = list(found.values_list("client_id", flat=True))
        found.delete()
        if ids:
            Audit.objects.create(
                actor=actor.name, verb="clients revoked", facts={"account": account_name, "clients": ids}
            )
    return len(ids)


def bearer_of_access_token(token: str) -> Bearer | None:
    """Who bears this OAuth access token; None where it is unknown, expired or revoked. One query, by a unique index.

    What the account may do no longer, its tokens may not either.
    """
    found = (
        AccessToken.objects.select_related("application__user")
        .filter(token_checksum=digest(token).hex(), expires__gt=_now(), application__user__is_active=True)
        .first()
    )
    if found is None:
        return None
    actor: Actor = found.application.user.actor
    scopes = frozenset(scope for scope in actor.scopes if scope.value in found.scope.split())
    return Bearer(msgspec.structs.replace(actor, scopes=scopes), found.expires)


def _now() -> datetime:
    return datetime.now(UTC)
