"""Stage: that of a variety in which its certificate is issued, and whether a record is it already."""

from typing import Final

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.core.profiles.model import Stage
from zhuisu.labelling.certificates import HeldCertificate, stated_number
from zhuisu.labelling.events import own_event
from zhuisu.labelling.wares import product_of
from zhuisu.recording.stages import stage_named
from zhuisu.registry.acting import day_of
from zhuisu.supervision.editions import profile_on

CERTIFY: Final = "certify"


class Found(msgspec.Struct, frozen=True):
    """The variety of the goods, and its stage; None where its profile has none."""

    variety: str
    stage: Stage | None


def is_promise(held: HeldCertificate, actor: Actor) -> bool:
    """Whether the record that it was made from is the stage itself, and states its number."""
    record = own_event(held.says.event, actor) if held.says.event else None
    if record is None:
        return False
    return record.stated.get("zhuisu:stage") == CERTIFY and stated_number(record) == held.number


def stage_for(held: HeldCertificate) -> Found | None:
    """None where nobody registered of which variety the goods are."""
    ware = product_of(held.says.things[0])
    profile = profile_on(ware.variety, day_of(held.at)) if ware is not None and ware.variety else None
    return None if profile is None else Found(profile.id, stage_named(profile, CERTIFY))
