"""Editions: per variety the texts of its profile that judge, each from its day on.

The packaged text counts from the beginning; an edition that a department put in force, from its `since` until the next
one's. A department may add a variety that is not packaged, too.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

import msgspec
from django.db.models import Count, Max

from zhuisu.core.profiles import Faulty, Profile, read_profile
from zhuisu.packaged import library, profiles
from zhuisu.supervision.models import Edition

IN_FORCE: Final = "in_force"
DRAFT: Final = "draft"
WITHDRAWN: Final = "withdrawn"

log = logging.getLogger("zhuisu.supervision")


class InForce(msgspec.Struct, frozen=True):
    """A text of a profile and the days, in China, on which it judges: from `since` until the day before `until`.

    None: from the beginning, for ever. The version of an edition's profile is its `since`.
    """

    profile: Profile
    since: date | None
    until: date | None

    def judges(self, day: date) -> bool:
        """Whether it is the text of that day."""
        return (self.since is None or day >= self.since) and (self.until is None or day < self.until)


class Stamp(NamedTuple):
    """What tells one state of the table from another: nothing is deleted, and each decision has its time."""

    editions: int
    decided_at: datetime | None


_known: dict[Stamp | None, Mapping[str, Sequence[InForce]]] = {}


def stamp() -> Stamp:
    """The state of the editions now. One query of a small table."""
    found = Edition.objects.exclude(decided_at=None).aggregate(count=Count("pk"), last=Max("decided_at"))
    return Stamp(found["count"], found["last"])


def in_force() -> Mapping[str, Sequence[InForce]]:
    """Per variety, in the order of the city's plan, the texts that judge, the earliest first.

    Asks the database whether anything was decided since; reads texts only then.
    """
    now = stamp()
    found = _known.get(now)
    if found is None:
        found = _read()
        _known.clear()
        _known[now] = found
    return found


def profile_on(variety: str, day: date) -> Profile | None:
    """The profile of a variety that judges on a day; None where there is none."""
    return next((each.profile for each in in_force().get(variety, ()) if each.judges(day)), None)


def profiles_on(day: date) -> Mapping[str, Profile]:
    """The profile of each variety that judges on a day, in the order of the plan. One query, however many there are."""
    judging = {variety: [text.profile for text in texts if text.judges(day)] for variety, texts in in_force().items()}
    return {variety: found[0] for variety, found in judging.items() if found}


def profile_of(row: Edition) -> Profile | Faulty:
    """The profile that an edition's text says, in the version of its day. A new release of Zhuisu may not know it."""
    found = read_profile(name_of(row), row.text, library())
    if isinstance(found, Faulty) or row.since is None:
        return found
    return msgspec.structs.replace(found, version=row.since)


def name_of(row: Edition) -> str:
    """What findings about the text call its file."""
    return f"{row.profile}.toml"


def _read() -> Mapping[str, Sequence[InForce]]:
    decided: dict[str, list[tuple[date | None, Profile]]] = defaultdict(list)
    for profile in profiles().values():
        decided[profile.id].append((None, profile))
    for row in Edition.objects.filter(state=IN_FORCE).order_by("since", "pk"):
        found = profile_of(row)
        if isinstance(found, Faulty):
            # It was valid when it was decided: this release shares other stages. What counted before goes on.
            facts = {"edition": row.pk, "profile": row.profile, "findings": len(found.findings)}
            log.error("edition unreadable", extra=facts)
            continue
        decided[row.profile].append((row.since, found))
    return {variety: _periods(texts) for variety, texts in decided.items()}


def _periods(texts: Sequence[tuple[date | None, Profile]]) -> Sequence[InForce]:
    ends = [since for since, _ in texts[1:]] + [None]
    return tuple(InForce(profile, since, end) for (since, profile), end in zip(texts, ends, strict=True))
