"""Recipients: who is told for a holder: the accounts that speak for it, its e-mail and mobile in the registry."""

import re
from datetime import datetime
from typing import Final

import msgspec

from zhuisu.access.models import Account
from zhuisu.access.parties import names_of
from zhuisu.recall.models import Hook
from zhuisu.registry import models
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find
from zhuisu.registry.validity import counting, valid_on

_PARTY: Final = KINDS["party"]
_MOBILE: Final = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")
_SEPARATORS: Final = re.compile(r"[\s()（）-]")


class Recipient(msgspec.Struct, frozen=True):
    """Whom a notice is for. `accounts` are the names of those who find it in the console, `hooks` the numbers of the
    addresses where programs are told."""

    name: str
    email: str = ""
    phone: str = ""
    accounts: tuple[str, ...] = ()
    hooks: tuple[int, ...] = ()


def of_holder(holder: str, at: datetime) -> Recipient:
    """Whom to tell for a party; one that nobody registered has accounts alone, if any name it."""
    row = find(_PARTY, holder)
    keys = speaking_for(holder, at)
    return Recipient(
        name=row.name if isinstance(row, models.Party) else "",
        email=row.email if isinstance(row, models.Party) else "",
        phone=mobile(row.phone) if isinstance(row, models.Party) else "",
        accounts=tuple(
            Account.objects.filter(party__in=keys, is_active=True).order_by("name").values_list("name", flat=True)
        ),
        hooks=tuple(Hook.objects.filter(party__in=keys, ended_at=None).order_by("id").values_list("id", flat=True)),
    )


def speaking_for(holder: str, at: datetime) -> frozenset[str]:
    """Every key of a party, and of those who may act for it then."""
    row = find(_PARTY, holder)
    if row is None:
        return names_of(holder)
    relations = counting(KINDS["relation"], at).filter(valid_on(at), other=row.pk)
    parties = [row.pk, *relations.values_list("party", flat=True)]
    return frozenset(models.Alias.objects.filter(kind="party", record__in=parties).values_list("key", flat=True))


def mobile(phone: str) -> str:
    """The mobile number of the mainland in a field of the registry; empty where it holds another, or none."""
    found = _MOBILE.fullmatch(_SEPARATORS.sub("", phone))
    return found[1] if found else ""
