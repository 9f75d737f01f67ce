"""Forms: the form of a stage for one party: what its profile asks, with what the party has, knows and answered last."""

from zhuisu.access.actor import Actor
from zhuisu.core.findings import Text
from zhuisu.core.forms import Asked, Choice, asked
from zhuisu.core.forms.model import Told
from zhuisu.packaged import library
from zhuisu.recording.clock import today
from zhuisu.supervision.editions import profile_on


class Named(Told, frozen=True, kw_only=True, rename="camel"):
    """A party, place, person or product that may be picked."""

    key: str
    name: Text
    note: str = ""
    unit: str = ""


class LicenceNeed(Told, frozen=True, kw_only=True, rename="camel"):
    """One of these licences must be valid now: of whom (`actor`, or the path of a party input), whether one
    is, and which. `days_left` until it ends, None where it does not."""

    holder: str
    kinds: tuple[str, ...]
    name: Text
    is_valid: bool
    number: str
    days_left: int | None
    told: Text


class Form(Told, frozen=True, kw_only=True, rename="camel"):
    """The form of a stage, as a browser takes it (JSON, camelCase).

    `partners`, `places`, `people`, `products` may be picked in inputs of their kind and as goods; others may be typed.
    `units` are those that an amount may have, the usual one first.
    """

    asked: Asked
    party: str
    partners: tuple[Named, ...]
    places: tuple[Named, ...]
    people: tuple[Named, ...]
    products: tuple[Named, ...]
    units: tuple[Choice, ...]
    licences: tuple[LicenceNeed, ...]


def form_of(variety: str, stage: str, actor: Actor) -> Form | None:
    """The form; None where there is no such stage. It costs a few queries, whatever the party has."""
    profile = profile_on(variety, today())
    found = next((each for each in profile.stages if each.id == stage), None) if profile is not None else None
    if profile is None or found is None:
        return None
    return Form(
        asked=asked(profile, found, library()),
        party=actor.party or "",
        partners=(),
        places=(),
        people=(),
        products=(),
        units=(),
        licences=(),
    )
