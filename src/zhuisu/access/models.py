"""Account, Token and Audit: the tables of who may come in, and of what they did that is no event."""

from typing import ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.permitting import STAFF, Deed, may


class Account(AbstractBaseUser):
    """Who or what may ask: see `zhuisu.access.actor` for `kind`, `party`, `scopes`, `categories`, `regions` and
    `department`.

    `title` is what one is called that is nobody's own: a till, a system, another platform.

    It is Django's user model, too. An account of a person names it by its key in the registry and has a password,
    hashed; others have none and come with tokens.
    """

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    id = models.BigAutoField(primary_key=True)
    name = models.TextField(unique=True)
    kind = models.TextField(default="platform")
    party = models.TextField(null=True)
    scopes = ArrayField(models.TextField())
    categories = ArrayField(models.TextField(), default=list)
    regions = ArrayField(models.TextField(), default=list)
    department = models.TextField(default="")
    title = models.TextField(default="")
    person = models.TextField(default="")
    password = models.TextField(default="")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_login = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

    @property
    def actor(self) -> Actor:
        """Who asks when this account does."""
        return Actor(
            name=self.name,
            party=self.party,
            scopes=frozenset(Scope(scope) for scope in self.scopes),
            kind=ActorKind(self.kind),
            categories=frozenset(self.categories),
            regions=frozenset(self.regions),
            department=self.department,
        )

    @property
    def is_staff(self) -> bool:
        """Whether people sign in to the console with it."""
        return self.kind in STAFF

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether it may do what is named `zhuisu.<deed>`; nothing else is permitted to anybody."""
        app, _, name = perm.partition(".")
        return self.is_active and app == "zhuisu" and name in set(Deed) and may(self.actor, Deed(name))

    def has_module_perms(self, app_label: str) -> bool:
        """Whether it may do anything in the console at all."""
        return self.is_active and self.is_staff and app_label == "console"


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
