"""Account, Token and Audit: the tables of who may come in, and of what they did that is no event."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Account(models.Model):
    """Who or what may ask. `party` is the key of the party that it acts for, null for the platform's own.

    It is Django's user model, too: what django-oauth-toolkit needs of one.
    """

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_anonymous = False
    is_authenticated = True

    id = models.BigAutoField(primary_key=True)
    name = models.TextField(unique=True)
    party = models.TextField(null=True)
    scopes = ArrayField(models.TextField())
    created_at = models.DateTimeField(auto_now_add=True)

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
