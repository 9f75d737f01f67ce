"""Account, Token and Audit: the tables of who may come in, and of what they did that is no event."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Account(models.Model):
    """Who or what may ask: see `zhuisu.access.actor` for `kind`, `party`, `scopes`, `categories` and `regions`.

    It is Django's user model, too. An account of a person names it by its key in the registry and has a password,
    hashed; others have none and come with tokens.
    """

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_anonymous = False
    is_authenticated = True

    id = models.BigAutoField(primary_key=True)
    name = models.TextField(unique=True)
    kind = models.TextField(default="platform")
    party = models.TextField(null=True)
    scopes = ArrayField(models.TextField())
    categories = ArrayField(models.TextField(), default=list)
    regions = ArrayField(models.TextField(), default=list)
    person = models.TextField(default="")
    password = models.TextField(default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_login = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Token(models.Model):
    """A bearer token of an account. Only its SHA-256 is kept."""

    id = models.BigAutoField(primary_key=True)
    digest = models.BinaryField(unique=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"token of {self.account}"


class Audit(models.Model):
    """What somebody did. Written in the transaction of the deed, never changed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.TextField()
    verb = models.TextField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ} {self.actor} {self.verb}"
