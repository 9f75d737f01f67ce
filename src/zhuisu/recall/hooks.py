"""Hooks: the addresses where programs of parties are told of notices: made, listed, ended."""

import secrets
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.parties import NotAPartyError, party_key
from zhuisu.access.registering import keeps_all
from zhuisu.access.visibility import own_names
from zhuisu.recall.models import Hook
from zhuisu.recall.refusing import Refusal, Why, conflicting, forbidden, invalid, wrong
from zhuisu.registry.vault import seal

LONGEST: Final = 2048
MOST: Final = 5
"""Of one party."""
SECRET_BYTES: Final = 32


class Made(NamedTuple):
    """A hook, and its secret in plain: nobody is told it again."""

    hook: Hook
    secret: str


def hooks_of(actor: Actor) -> QuerySet[Hook]:
    """Those that an actor may see and end: all of them for who keeps all of the registry, else its party's."""
    open_ones = Hook.objects.filter(ended_at=None).order_by("id")
    if keeps_all(actor):
        return open_ones
    return open_ones.filter(party__in=own_names(actor.party)) if actor.party is not None else open_ones.none()


def make(*, actor: Actor, party: str, address: str) -> Made | Refusal:
    """An address where notices to a party are told from now on. Where it leads is checked at every sending."""
    try:
        key = party_key(party)
    except NotAPartyError:
        return invalid(wrong("hook.bad_party", "$.party", found=party[:100]))
    if not keeps_all(actor) and (actor.party is None or key not in own_names(actor.party)):
        return forbidden("hook.not_yours", account=actor.name, party=key)
    if not _is_well_formed(address):
        return invalid(wrong("hook.bad_address", "$.address", found=address[:200]))
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic():
        if Hook.objects.select_for_update().filter(party=key, ended_at=None).count() >= MOST:
            return conflicting("hook.too_many", party=key, limit=MOST)
        made = Hook.objects.create(
            party=key, address=address, secret=seal(secret), account=actor.name, made_at=timezone.now()
        )
        _note(actor, "hook made", made)
    return Made(made, secret)


def end(number: int, *, actor: Actor) -> Hook | Refusal:
    """It is told nothing any more."""
    with transaction.atomic():
        found = hooks_of(actor).select_for_update().filter(pk=number).first()
        if found is None:
            return Refusal(Why.UNKNOWN, (wrong("hook.unknown", "", number=number),))
        found.ended_at = timezone.now()
        found.save(update_fields=["ended_at"])
        _note(actor, "hook ended", found)
    return found


def _note(actor: Actor, verb: str, hook: Hook) -> None:
    Audit.objects.create(
        actor=actor.name, verb=verb, facts={"hook": hook.pk, "party": hook.party, "address": hook.address}
    )


def _is_well_formed(address: str) -> bool:
    """An absolute http or https address of printable ASCII, without user, password and fragment."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or set(address) & set(' \\#"<>'):
        return False
    try:
        parts = urlsplit(address)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
        )
    except ValueError:
        return False
