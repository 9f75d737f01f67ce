"""Granting: a certificate of a traceable supplier, asked for by the party, given by rule or refused with reasons."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec
from django.db import transaction

from zhuisu.access.actor import Actor, Scope
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding
from zhuisu.core.rules.record import LOCAL
from zhuisu.rating.formula import CertificateTerms, Kind, formula_on
from zhuisu.rating.kinds import OPEN, State
from zhuisu.rating.models import Batch, Certificate, Exposure, Score
from zhuisu.rating.numbering import next_certificate
from zhuisu.rating.proposing import last_months
from zhuisu.rating.refusing import Refusal, forbidden, invalid, wrong
from zhuisu.rating.statement import Figures, address_of
from zhuisu.registry.models import Party
from zhuisu.registry.states import State as Entry
from zhuisu.supervision.completeness import of_thing

_READER: Final = Actor(name="rating", scopes=frozenset({Scope.READ}))
_WHOLE: Final = ("stages", "fields")


def ask_for(*, actor: Actor, now: datetime | None = None) -> Certificate | Refusal:
    """Give the actor's party a certificate, to be signed soon; or say all that is missing."""
    at = now or datetime.now(UTC)
    if actor.party is None or not may(actor, Deed.RECORD):
        return forbidden("certificate.not_yours")
    party = Party.objects.filter(key=actor.party, state=Entry.APPROVED.value).first()
    if party is None:
        return forbidden("certificate.not_registered")
    with transaction.atomic():
        number = next_certificate(at)  # holds the lock: nobody gets two at once
        judged = figures_for(party.key, at)
        if not isinstance(judged, Figures):
            return invalid(*judged)
        return _write(number, party, judged, actor, at)


def figures_for(party: str, at: datetime) -> Figures | Sequence[Finding]:
    """What would be certified of a party now, or every reason why nothing is."""
    formula = formula_on(at.astimezone(LOCAL).date())
    terms, months = formula.certificate, last_months(formula, formula.certificate.months, at)
    rows = list(
        Score.objects.filter(
            kind=Kind.PARTY.value, subject=party, period__in=months, settled_at__isnull=False
        ).order_by("period")
    )
    findings = [*_scores_lack(rows, months, terms), *_stands_against(party, at)]
    if findings:
        return findings
    batches, chains, complete = _chains(party, rows, terms)
    if chains and complete < terms.least_chains_share * chains:
        least = f"{terms.least_chains_share:.0%}"
        return [wrong("certificate.chains", complete=complete, chains=chains, least=least)]
    scored = [(row.period, row.score or 0.0) for row in rows]
    return Figures(
        since=rows[0].since,
        until=rows[-1].until - timedelta(days=1),
        score=round(sum(score for _, score in scored) / len(scored), 1),
        months=tuple(scored),
        records=sum(row.numbers["events"] - row.numbers["corrected"] for row in rows),
        batches=batches,
        chains=chains,
        complete=complete,
    )


def _scores_lack(rows: Sequence[Score], months: Sequence[str], terms: CertificateTerms) -> Sequence[Finding]:
    held = {row.period: row.score for row in rows}
    lacking = [
        wrong("certificate.score", month=month, score=held[month] or 0.0, least=terms.least_score)
        if held.get(month) is not None
        else wrong("certificate.unrated", month=month)
        for month in months
        if (held.get(month) or 0.0) < terms.least_score
    ]
    records = sum(row.numbers["events"] for row in rows)
    if records < terms.least_events:
        lacking.append(wrong("certificate.records", found=records, least=terms.least_events))
    return lacking


def _stands_against(party: str, at: datetime) -> Sequence[Finding]:
    """What rules a certificate out: an exposure, or one that is valid already."""
    exposed = Exposure.objects.filter(party=party)
    is_exposed = exposed.filter(state__in=[state.value for state in OPEN]).exists() or (
        exposed.filter(state=State.PUBLISHED.value, until__gt=at).exists()
    )
    held = current(party, at)
    return [
        *([wrong("certificate.exposed")] if is_exposed else []),
        *([wrong("certificate.held", number=held.number, until=held.valid_until.isoformat())] if held else []),
    ]


def current(party: str, at: datetime) -> Certificate | None:
    """The certificate of a party that is neither revoked nor over."""
    day = at.astimezone(LOCAL).date()
    rows = Certificate.objects.filter(party=party, revoked_at=None, valid_until__gte=day)
    return rows.order_by("-asked_at").first()


def _chains(party: str, rows: Sequence[Score], terms: CertificateTerms) -> tuple[int, int, int]:
    """How many batches it made in these months; of the latest, how many were looked at and have a complete chain."""
    batches = Batch.objects.filter(party=party, day__gte=rows[0].since, day__lt=rows[-1].until)
    latest = batches.order_by("-day", "thing").values_list("thing", flat=True)[: terms.chains]
    told = [each for each in (of_thing(thing, _READER) for thing in latest) if each is not None]
    complete = sum(all(part.found == part.expected for part in each.parts if part.part in _WHOLE) for each in told)
    return batches.count(), len(told), complete


def _write(number: str, party: Party, figures: Figures, actor: Actor, at: datetime) -> Certificate:
    day = at.astimezone(LOCAL).date()
    terms = formula_on(day).certificate
    last = Score.objects.filter(kind=Kind.PARTY.value, subject=party.key).order_by("-since").first()
    row = Certificate.objects.create(
        number=number,
        party=party.key,
        name=party.name,
        region=party.region,
        scopes=last.scopes if last else [],
        asked_at=at,
        asked_by=actor.name,
        figures=msgspec.to_builtins(figures),
        valid_until=day + timedelta(days=terms.valid_days),
        address=address_of(number),
    )
    Audit.objects.create(
        actor=actor.name, verb="certificate granted", facts={"certificate": number, "party": party.key}
    )
    return row
