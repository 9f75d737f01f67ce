"""Stages: what a party may record: those of its roles and varieties, the ones it records most often first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from zhuisu.access.actor import Actor
from zhuisu.access.parties import names_of
from zhuisu.core.findings import Text
from zhuisu.core.forms.asking import GIVER, TAKER
from zhuisu.core.forms.model import Told
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.packaged import library
from zhuisu.recording.recent import handled, used
from zhuisu.registry.acting import day_of
from zhuisu.registry.entries import PartyRole, Product
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.validity import roles_of
from zhuisu.supervision.editions import profiles_on

MOST_PRODUCTS: Final = 200
TRANSFER: Final = Stage(
    id="transfer_receipt",
    zh="收货",
    en="receipt",
    actors=(),
    event="ObjectEvent",
    action="OBSERVE",
    steps=("receiving",),
    requires=(GIVER, TAKER),
)
"""The receipt by somebody whose role has no stage of its own for it: a canteen, a hospital, a shop."""


class RoleName(Told, frozen=True, kw_only=True, rename="camel"):
    """A role and what it is called."""

    id: str
    name: Text


class StageRow(Told, frozen=True, kw_only=True, rename="camel"):
    """A stage that may be recorded. `roles` are those of the party that let it; `used` how often it was recorded of
    late; `is_handled`: the party had goods of the variety, or has registered some."""

    variety: str
    variety_name: Text
    category: str
    stage: str
    stage_name: Text
    step: str
    is_optional: bool
    roles: tuple[RoleName, ...]
    used: int
    is_handled: bool


def stages_of(actor: Actor) -> tuple[StageRow, ...]:
    """The stages that the actor's party may record by its registered roles: the most used first, then of varieties
    that it handles, each in the order of the plan and of the product's life. None for who acts for no party."""
    if actor.party is None:
        return ()
    now = datetime.now(UTC)
    roles, counts = roles_of(actor.party, now), used(actor.party)
    own = handled(sorted(names_of(actor.party))) | _registered(actor.party)
    profiles = profiles_on(day_of(now))
    found = (row for profile in profiles.values() for row in _rows(profile, roles, counts, own))
    return tuple(sorted(found, key=lambda row: (-row.used, not row.is_handled)))


def stage_named(profile: Profile, name: str) -> Stage | None:
    """The stage of a profile that has this id, or the plain receipt, which all have."""
    return next((each for each in (*profile.stages, TRANSFER) if each.id == name), None)


def may_record(stage: Stage, profile: Profile, roles: Sequence[PartyRole]) -> tuple[str, ...]:
    """By which of these roles a stage may be recorded."""
    fitting = (
        role.role
        for role in roles
        if role.role in stage.actors and role.variety in ("", profile.id) and role.category in (None, profile.category)
    )
    return tuple(dict.fromkeys(fitting))


def _registered(party: str) -> frozenset[str]:
    """The varieties of the party's products."""
    products = entries(KINDS["product"], {"party": party}, limit=MOST_PRODUCTS)
    return frozenset(each.entry.variety for each in products if isinstance(each.entry, Product))


def _rows(
    profile: Profile, roles: Sequence[PartyRole], counts: Counter[tuple[str, str]], own: frozenset[str]
) -> Iterator[StageRow]:
    named = {role.variety for role in roles}
    for stage in profile.stages:
        fitting = may_record(stage, profile, roles)
        if fitting:
            yield StageRow(
                variety=profile.id,
                variety_name=profile.name,
                category=profile.category.value,
                stage=stage.id,
                stage_name=stage.name,
                step=stage.steps[0],
                is_optional=stage.optional,
                roles=tuple(RoleName(id=each, name=library().roles[each].name) for each in fitting),
                used=counts[profile.id, stage.id],
                is_handled=profile.id in own or profile.id in named,
            )
