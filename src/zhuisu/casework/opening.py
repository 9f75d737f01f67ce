"""Opening: a case about a party, a variety and a rule, from what is found or reported."""

from datetime import datetime

import msgspec

from zhuisu.casework import terms
from zhuisu.casework.kinds import Origin, State
from zhuisu.casework.models import Case
from zhuisu.casework.numbering import next_case
from zhuisu.casework.steps import note
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


def known_parties(keys: set[str]) -> dict[str, Known]:
    """The name and region of each of these parties; of unknown ones nothing."""
    found = entries_named(("party",), sorted(keys - {""}))
    return {
        key: Known(held.entry.name, held.entry.region)
        for (_, key), held in found.items()
        if held is not None and isinstance(held.entry, Party)
    }


def open_case(about: About, party: Known, scopes: set[str], *, actor: str, now: datetime) -> Case:
    """A new case, within the caller's transaction, which holds the lock of numbers from here on."""
    case = Case.objects.create(
        number=next_case(now),
        bundle=about.bundle,
        origin=about.origin.value,
        state=State.NEW.value,
        party=about.party,
        party_name=party.name,
        place=about.place,
        region=party.region,
        category=about.category,
        variety=about.variety,
        rule=about.rule,
        title_zh=about.title.zh,
        title_en=about.title.en,
        severity=about.severity,
        scopes=sorted(scopes),
        opened_at=now,
        changed_at=now,
        due_at=terms.due_at(State.NEW, about.origin.value, about.category, now),
    )
    note(case, "opened", actor=actor, at=now, zh=about.title.zh, en=about.title.en)
    return case
