"""Forms: the form of a stage for one party: what its profile asks, with what the party has, knows and answered last."""

from collections.abc import Iterable
from typing import Final

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.access.parties import names_of
from zhuisu.core.findings import Text
from zhuisu.core.forms import Asked, Choice, Input, InputType, asked
from zhuisu.core.forms.answers import PERSON
from zhuisu.core.forms.asking import LOT, PROCESS
from zhuisu.core.forms.carried import is_carried
from zhuisu.core.forms.filled import Filled, TypedPerson
from zhuisu.core.forms.model import Goods, Supply, Told
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.products import variety_of
from zhuisu.core.profiles.units import UNITS
from zhuisu.packaged import library, profiles
from zhuisu.recording.clock import now, today
from zhuisu.recording.licensing import LicenceNeed, needs_of
from zhuisu.recording.names import Names
from zhuisu.recording.partners import own_side
from zhuisu.recording.people import people_of
from zhuisu.recording.places import own_places
from zhuisu.recording.recent import last_filled, last_making, next_lot, partners_of
from zhuisu.recording.stages import stage_named
from zhuisu.recording.units import units_of, usual_unit
from zhuisu.registry.entries import Place, Product
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.regions import full_name
from zhuisu.supervision.editions import profile_on

__all__ = ["Form", "LicenceNeed", "Named", "form_of"]

MOST_PRODUCTS: Final = 200
ORIGIN: Final = "zhuisu:origin"
DONE_ON: Final = ("zhuisu:harvestDate", "zhuisu:sowingDate", "zhuisu:baggingDate", "zhuisu:productionDate")
"""Dates of the act itself, where it makes something."""


class Named(Told, frozen=True, kw_only=True, rename="camel"):
    """A party, place, person or product that may be picked. `unit` is that in which a product is counted."""

    key: str
    name: Text
    note: str = ""
    unit: str = ""


class Form(Told, frozen=True, kw_only=True, rename="camel"):
    """The form of a stage, as a browser takes it (JSON, camelCase).

    `partners`, `places`, `people`, `products` may be picked in inputs of their kind and as goods; others may be typed.
    `units` are those that an amount may have, the usual one first; `unit` is that of a product which names none (empty:
    it has to be chosen). `place` is the key of that of the last time.
    """

    asked: Asked
    party: str
    partners: tuple[Named, ...]
    places: tuple[Named, ...]
    place: str
    people: tuple[Named, ...]
    products: tuple[Named, ...]
    units: tuple[Choice, ...]
    licences: tuple[LicenceNeed, ...]
    unit: str = ""


def form_of(variety: str, stage: str, actor: Actor) -> Form | None:
    """The form; None where there is no such stage. It costs a few queries, whatever the party has."""
    profile = profile_on(variety, today())
    found = stage_named(profile, stage) if profile is not None else None
    if profile is None or found is None:
        return None
    party, form = actor.party or "", asked(profile, found, library())
    last = last_filled(party, variety, stage)
    usual, places = usual_unit(profile, found), own_places(party, now())
    products = _products(party, variety, usual)
    return Form(
        asked=_remembering(form, last, party, places),
        party=party,
        partners=_partners(party),
        places=tuple(map(_place, places)),
        place=_last_place(places, last),
        people=tuple(
            Named(key=f"urn:zhuisu:{each.key}", name=Text(each.name, each.name), note=each.masked)
            for each in people_of(party)
        ),
        products=products,
        units=_units(profile, (*(each.unit for each in products), usual, *_lately(last), *units_of(profile, form))),
        unit=usual,
        licences=needs_of(found, party, now()),
    )


def _partners(party: str) -> tuple[Named, ...]:
    keys = partners_of(sorted(names_of(party)))
    names = Names(keys)
    return tuple(Named(key=key, name=names.of(key)) for key in keys)


def _place(place: Place) -> Named:
    return Named(key=place.key, name=Text(place.name, place.name_en or place.name), note=place.address)


def _last_place(places: tuple[Place, ...], last: Filled | None) -> str:
    keys = [place.key for place in places]
    if last is not None and last.place in keys:
        return last.place
    return keys[0] if len(keys) == 1 else ""


def _products(party: str, variety: str, usual: str) -> tuple[Named, ...]:
    """The party's own and others of the variety; and its own of which nobody said the variety. What a stage `of_inputs`
    names is on hand."""
    kind = KINDS["product"]
    own = list(entries(kind, {"party": party}, limit=MOST_PRODUCTS)) if party else []
    others = list(entries(kind, {"variety": variety}, limit=MOST_PRODUCTS))
    found = {each.entry.key: each.entry for each in (*own, *others) if isinstance(each.entry, Product)}
    varieties = {
        each.key: each.variety or variety_of(profiles().values(), each.key, each.attributes) for each in found.values()
    }
    fitting = (each for each in found.values() if varieties[each.key] in (variety, "", None))
    ordered = sorted(fitting, key=lambda each: each.variety != variety)
    return tuple(
        Named(
            key=each.key,
            name=Text(each.name, each.name_en or each.name),
            note=each.specification,
            unit=each.unit or (usual if each.variety == variety else ""),
        )
        for each in ordered
    )


def _units(profile: Profile, codes: Iterable[str]) -> tuple[Choice, ...]:
    """Those of the products first, then the usual one, those of the last time, and all that the goods may be counted
    in, as the variety calls them."""
    return tuple(Choice(value=code, name=profile.unit_name(code)) for code in dict.fromkeys(codes) if code in UNITS)


def _lately(last: Filled | None) -> list[str]:
    return [good.unit for goods in last.goods.values() for good in goods] if last is not None else []


def _remembering(form: Asked, last: Filled | None, party: str, places: tuple[Place, ...]) -> Asked:
    """The form with what is likely: the answers of the last time, the party on its side, a lot of today; what was done
    was done today, and where the party is."""
    lot = next_lot(party, form.variety, form.stage, today())
    making = last_making(party, form.variety) if form.event == "TransformationEvent" else ""
    known = {own_side(form): party, LOT: lot, PROCESS: making}
    if form.action == "ADD" or form.event == "TransformationEvent":
        known |= dict.fromkeys(DONE_ON, today().isoformat())
    if last is None or ORIGIN not in last.values:
        known[ORIGIN] = _origin(places)
    sections = tuple(
        msgspec.structs.replace(
            section,
            goods=tuple(_with_lot(each, lot) for each in section.goods),
            inputs=tuple(_with_last(each, form, known, last) for each in section.inputs),
        )
        for section in form.sections
    )
    return msgspec.structs.replace(form, sections=sections)


def _origin(places: tuple[Place, ...]) -> str:
    """Where the only place of the party is; empty where it has none, or several."""
    if len(places) != 1:
        return ""
    return full_name(places[0].region) or places[0].address


def _with_lot(goods: Goods, lot: str) -> Goods:
    return msgspec.structs.replace(goods, lot=lot) if goods.source is Supply.MADE else goods


def _with_last(each: Input, form: Asked, known: dict[str, str], last: Filled | None) -> Input:
    if each.path in known:
        return msgspec.structs.replace(each, last=known[each.path] or None)
    value = last.values.get(each.path) if last is not None and is_carried(each, form) else None
    if value is None or isinstance(value, TypedPerson):
        return each
    if each.type is InputType.PARTY and str(value).startswith(PERSON):
        return each  # a person is never whom one usually deals with
    said = tuple(str(one) for one in value) if isinstance(value, tuple) else value
    return msgspec.structs.replace(each, last=said)
