"""Reporting: into which case a report of the public goes: by what its code names, as the registry has it."""

from datetime import datetime
from typing import Final, NamedTuple

from django.db.models import Q

from zhuisu.casework import terms
from zhuisu.casework.kinds import Origin, State
from zhuisu.casework.models import Case, Joined
from zhuisu.casework.opening import About, Known, Opened, known_parties, open_cases
from zhuisu.casework.steps import PUBLIC
from zhuisu.casework.told import variety_name
from zhuisu.core.codes import class_key
from zhuisu.core.findings import Severity, Text
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.registry.entries import Asset, Product
from zhuisu.registry.named import entries_named
from zhuisu.registry.varieties import Sort, sorts_of

RULE: Final = "report"
"""Stands where the rule of a finding stands."""
_TITLE: Final = 24


class Named(NamedTuple):
    """What a code names: of which sort it is, and which party answers for it."""

    sort: Sort
    party: str


def case_for(report: str, key: str, category: str, text: str, *, now: datetime) -> Case:
    """The open case with a finding about the thing, else that about the same party and variety, else a new one.

    What nobody knows has a case of its own.
    """
    found = _found(key)
    if found is not None:
        return found
    named = _named(key, category)
    if named.party:
        found = _open_one(Q(party=named.party, variety=named.sort.variety))
        if found is not None:
            return found
    party = known_parties({named.party}).get(named.party, Known())
    about = About(
        bundle=f"{named.party or report}|{named.sort.variety}|{RULE}",
        origin=Origin.REPORT,
        party=named.party,
        category=named.sort.category,
        variety=named.sort.variety,
        rule=RULE,
        title=_title(named.sort, text),
        severity=Severity.WARNING.value,
    )
    opened = Opened(about, party, _scopes(named.sort, party.region))
    return open_cases([opened], actor=PUBLIC, now=now)[0]


def _found(key: str) -> Case | None:
    """The open case with a finding about this very thing that holds."""
    if not key:
        return None
    joined = Joined.objects.filter(finding__things__contains=[key], finding__closed_at=None)
    return _open_one(Q(pk__in=joined.values("case")))


def _open_one(condition: Q) -> Case | None:
    """The newest open case of these, which nobody closes before the transaction ends."""
    rows = Case.objects.filter(condition).exclude(state=State.CLOSED.value)
    return rows.select_for_update(no_key=True).order_by("-id").first()


def _named(key: str, category: str) -> Named:
    known = sorts_of([key]).get(key) if key else None
    return Named(known or Sort(category, "", False), _party(key) if key else "")


def _party(key: str) -> str:
    """Who answers for a thing: as the registry has it, its product or itself."""
    keys = list(dict.fromkeys((key, class_key(key) or key)))
    for held in entries_named(("asset", "product"), keys).values():
        if held is not None and isinstance(held.entry, Asset | Product) and held.entry.party:
            return held.entry.party
    return ""


def _scopes(sort: Sort, region: str) -> frozenset[str]:
    """None where the category is not known: whoever sees everything says whose it is."""
    if not sort.category:
        return frozenset()
    category = closed(sort.category) if sort.is_closed else sort.category
    return frozenset(scope_keys((category,), (region or terms.book().city,)))


def _title(sort: Sort, text: str) -> Text:
    """What it is about, and how it begins."""
    line = " ".join(text.split())
    begin = line if len(line) <= _TITLE else f"{line[:_TITLE]}…"
    variety = variety_name(sort.variety) if sort.variety else Text("群众举报", "Reported by the public")
    return Text(f"{variety.zh}：{begin}", f"{variety.en}: {begin}")
