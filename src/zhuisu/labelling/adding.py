"""Adding: a product of the party's own comes into the registry, filed for approval; then codes can be given to it."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from django.db import transaction
from msgspec import Meta

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.models import Audit
from zhuisu.access.registering import may_write
from zhuisu.core.findings import Finding
from zhuisu.labelling.asked import Key, Line, Short
from zhuisu.labelling.refusing import Refusal, Why, forbidden
from zhuisu.labelling.wares import Ware, ware_of
from zhuisu.packaged import profiles
from zhuisu.registry.deciding import decide
from zhuisu.registry.held import Refusal as RegistryRefusal
from zhuisu.registry.held import Why as RegistryWhy
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.reading import read_entry
from zhuisu.registry.states import Act
from zhuisu.registry.writing import register

_WHYS = {RegistryWhy.INVALID: Why.INVALID, RegistryWhy.CONFLICT: Why.CONFLICT, RegistryWhy.UNKNOWN: Why.UNKNOWN}


class WareAsked(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """A product: its name, the profile that it is of, its unit and size; its GTIN where its maker has given it one."""

    name: Short
    variety: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    unit: Annotated[str, Meta(pattern=r"^([A-Z0-9]{2,3})?$")] = ""
    specification: Line = ""
    gtin: Key = ""


def add(asked: WareAsked, *, actor: Actor) -> Ware | Refusal:
    """The product, filed. A GTIN that is not of the maker's prefix serves for codes once a department approved it."""
    profile = profiles().get(asked.variety)
    members: dict[str, Any] = {
        "name": asked.name, "variety": asked.variety, "party": actor.party or "", "unit": asked.unit,
        "specification": asked.specification, **({"key": asked.gtin} if asked.gtin else {}),
        **({"category": profile.category.value} if profile is not None else {}),
    }  # fmt: skip
    entry = read_entry(KINDS["product"], members)
    if isinstance(entry, tuple):
        return Refusal(Why.INVALID, entry)
    refused: Finding | None = may_write(actor, (entry,), datetime.now(UTC))
    if refused is not None or not actor.may(Scope.REGISTRY):
        return forbidden("may_not_add", account=actor.name)
    with transaction.atomic():
        made = register(KINDS["product"], entry, actor=actor.name)
        if isinstance(made, RegistryRefusal):
            return Refusal(_WHYS[made.why], made.findings)
        decide(KINDS["product"], made.entry.key, Act.FILE, actor=actor.name)
        Audit.objects.create(actor=actor.name, verb="product added", facts={"product": made.entry.key})
    ware = ware_of(made.entry.key, actor)
    assert ware is not None
    return ware
