"""GET /api/profiles, /api/profiles/schema and /api/profiles/{profile}: what is in force, for everybody."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.findings import Text
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.schema import profile_schema
from zhuisu.core.rules.record import LOCAL
from zhuisu.exchange.api.registry.answers import json_response
from zhuisu.exchange.api.supervision.answers import not_there
from zhuisu.exchange.epcis.query import read_nothing
from zhuisu.packaged import library
from zhuisu.supervision.editions import InForce, in_force


class ProfileSummary(msgspec.Struct, frozen=True, rename="camel"):
    """A variety in short, by the text that counts today, or is the next to."""

    id: str
    number: int
    category: str
    name: Text
    version: date
    stages: int
    rules: int


class Period(msgspec.Struct, frozen=True):
    """The days on which a version of a text judges: from `since` until the day before `until`."""

    version: date
    since: date | None
    until: date | None


class ProfileAnswer(msgspec.Struct, frozen=True):
    """A profile as it counts today, or will next, and the days of all its versions."""

    profile: dict[str, Any]
    periods: tuple[Period, ...]


def get_profiles(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Every variety."""
    read_nothing(request.GET)
    return json_response([_summary(_today(texts).profile) for texts in in_force().values()])


def get_schema(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """The JSON Schema of a profile's TOML, for editors."""
    read_nothing(request.GET)
    return json_response(profile_schema(library()))


def get_profile(request: HttpRequest, _: Actor, /, **path: str) -> HttpResponse:
    """One variety: its stages, data, licences and rules."""
    read_nothing(request.GET)
    texts = in_force().get(path["profile"])
    if texts is None:
        raise not_there("edition.unknown_profile", profile=path["profile"][:100])
    periods = tuple(Period(each.profile.version, each.since, each.until) for each in texts)
    return json_response(ProfileAnswer(msgspec.to_builtins(_today(texts).profile), periods))


def _today(texts: Any) -> InForce:
    today = datetime.now(UTC).astimezone(LOCAL).date()
    found: InForce = next((each for each in texts if each.judges(today)), texts[0])
    return found


def _summary(profile: Profile) -> ProfileSummary:
    return ProfileSummary(
        id=profile.id,
        number=profile.number,
        category=profile.category.value,
        name=profile.name,
        version=profile.version,
        stages=len(profile.stages),
        rules=len(profile.rules),
    )
