"""Opening: a case about a party, a variety and a rule, from what is found or reported."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from zhuisu.casework import terms
from zhuisu.casework.kinds import Origin, State
from zhuisu.casework.models import Case
from zhuisu.casework.numbering import next_cases
from zhuisu.casework.steps import note_each
from zhuisu.core.findings import Text
from zhuisu.registry.entries import Party
from zhuisu.registry.named import entries_named


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a case is about. `bundle` is the same for all that belongs into one case while it is not closed."""

    bundle: str
    origin: Origin
    party: str = ""
    place: str = ""
    category: str = ""
    variety: str = ""
    rule: str = ""
    title: Text
    severity: str


class Known(msgspec.Struct, frozen=True):
    """What the registry says of a party: its name and region."""

    name: str = ""
    region: str = ""


class Opened(msgspec.Struct, frozen=True):
    """A case to be opened: what it is about, its party as the registry has it, and who may see it."""

    about: About
    party: Known
    scopes: frozenset[str]


def known_parties(keys: set[str]) -> dict[str, Known]:
    """The name and region of each of these parties; of unknown ones nothing."""
    found = entries_named(("party",), sorted(keys - {""}))
    return {
        key: Known(held.entry.name, held.entry.region)
        for (_, key), held in found.items()
        if held is not None and isinstance(held.entry, Party)
    }


def open_cases(opened: Sequence[Opened], *, actor: str, now: datetime) -> list[Case]:
    """New cases, within the caller's transaction, which holds the lock of numbers from here on."""
    numbers = next_cases(now, len(opened))
    cases = Case.objects.bulk_create(_case(each, number, now) for each, number in zip(opened, numbers, strict=True))
    titles = ({"zh": case.title_zh, "en": case.title_en} for case in cases)
    note_each(list(zip(cases, titles, strict=True)), "opened", actor=actor, at=now)
    return cases


def _case(opened: Opened, number: str, now: datetime) -> Case:
    about = opened.about
    return Case(
        number=number,
        bundle=about.bundle,
        origin=about.origin.value,
        state=State.NEW.value,
        party=about.party,
        party_name=opened.party.name,
        place=about.place,
        region=opened.party.region,
        category=about.category,
        variety=about.variety,
        rule=about.rule,
        title_zh=about.title.zh,
        title_en=about.title.en,
        severity=about.severity,
        scopes=sorted(opened.scopes),
        opened_at=now,
        changed_at=now,
        due_at=terms.due_at(State.NEW, about.origin.value, about.category, now),
    )
