"""Flow telling: a reckoning in an answer, with the names of lots and parties."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from zhuisu.access import Actor
from zhuisu.core.codes import parse_key
from zhuisu.core.findings import Finding, Language, sentence
from zhuisu.core.lineage.books import Making, Part, Stock
from zhuisu.core.lineage.passages import Passage
from zhuisu.core.lineage.shares import Source, Whereabouts
from zhuisu.tracing.answer import Name, PlaceOrParty, SpokenFinding
from zhuisu.tracing.called import called
from zhuisu.tracing.flow_answer import (
    FlowAccount,
    FlowAnswer,
    FlowEnd,
    FlowLot,
    FlowMaking,
    FlowPart,
    FlowPassage,
    FlowSource,
)
from zhuisu.tracing.flow_picture import picture_of
from zhuisu.tracing.flow_words import lot_name, party_name, unit
from zhuisu.tracing.flows import TOLERANCE, Reckoning, reckon
from zhuisu.tracing.sentences import SENTENCES

MOST_ROWS: Final = 2_000
"""Rows of each table of an answer, the largest shares first."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
Named = Callable[[str], PlaceOrParty | None]


def flows_of(code: str, actor: Actor, *, tolerance: float = TOLERANCE) -> FlowAnswer | None:
    """How much of what this code names went where and came from where, as far as the actor may read it; None where the
    code names nothing. `tolerance` is the share by which books may be out before that is a finding."""
    reckoned = reckon(code, actor, tolerance=tolerance)
    return None if reckoned is None else _told(reckoned)


class _Names:
    """What parties and lots are called. Each is asked once."""

    def __init__(self, parties: Iterable[str], lots: Iterable[str]) -> None:
        self._names = called({*parties, *lots})

    def party(self, key: str) -> PlaceOrParty | None:
        return PlaceOrParty(key, self._names.get(key, Name())) if key else None

    def lot(self, key: str) -> FlowLot:
        name = self._names.get(key, Name())
        parts = parse_key(key).parts
        return FlowLot(key, name.zh, name.en, str(parts.get("lot") or parts.get("serial") or ""))

    def known(self, party: str) -> PlaceOrParty:
        return self.party(party) or PlaceOrParty("")


def _told(reckoned: Reckoning) -> FlowAnswer:
    books, shares = reckoned.books, reckoned.shares
    stocks = [each for each in books.stocks if each.lot in reckoned.own and reckoned.is_open(each.party)]
    passages = [each for each in books.passages if each.lot in reckoned.own]
    parties = {node.party for pipe in reckoned.pipes for node in (pipe.source, pipe.target)}
    parties |= {each.party for each in books.stocks} | {each.party for each in books.makings}
    names = _Names(parties, {reckoned.focus, *books.units})
    return FlowAnswer(
        focus=reckoned.focus,
        total=_exact(shares.total),
        uom=shares.uom or "",
        tolerance=reckoned.tolerance,
        events=reckoned.events,
        is_whole=reckoned.is_whole,
        lots=tuple(names.lot(key) for key in sorted({reckoned.focus, *books.units})),
        accounts=tuple(_account(each, names) for each in stocks[:MOST_ROWS]),
        passages=tuple(_passage(each, names) for each in passages[:MOST_ROWS]),
        makings=tuple(_making(each, names) for each in books.makings[:MOST_ROWS]),
        sources=tuple(_source(each) for each in shares.sources[:MOST_ROWS]),
        ends=tuple(_end(each, shares.total, names) for each in shares.whereabouts[:MOST_ROWS]),
        findings=tuple(_spoken(each, names) for each in reckoned.findings),
        picture=picture_of(reckoned.pipes, shares, names.party),
    )


def _account(stock: Stock, names: _Names) -> FlowAccount:
    amounts = ("received", "made", "coming", "sent", "sold", "used", "lost")
    told = {name: _rounded(getattr(stock, name)) for name in amounts}
    return FlowAccount(
        party=names.known(stock.party),
        lot=stock.lot,
        uom=stock.uom or "",
        left=_rounded(stock.left) if stock.is_told else None,
        unmeasured=stock.unmeasured,
        **told,
    )


def _passage(passage: Passage, names: _Names) -> FlowPassage:
    return FlowPassage(
        lot=passage.lot,
        uom=passage.uom or "",
        giver=names.party(passage.giver),
        taker=names.party(passage.taker),
        sent=_rounded(passage.sent),
        received=_rounded(passage.received),
        coming=_rounded(passage.coming),
        missing=_rounded(passage.missing),
        events=passage.events,
        first=_moment(passage.first),
        last=_moment(passage.last),
    )


def _making(making: Making, names: _Names) -> FlowMaking:
    return FlowMaking(
        party=names.known(making.party),
        time=_moment(making.time),
        events=making.events,
        inputs=tuple(map(_part, making.inputs)),
        outputs=tuple(map(_part, making.outputs)),
    )


def _part(part: Part) -> FlowPart:
    return FlowPart(part.lot, part.uom or "", _exact(part.quantity))


def _source(source: Source) -> FlowSource:
    return FlowSource(
        lot=source.lot,
        uom=source.uom or "",
        least_share=_rounded(source.share.least),
        most_share=_rounded(source.share.most),
        least=_exact(source.least),
        most=_exact(source.most),
        is_exact=source.share.is_exact,
        is_first=source.is_first,
    )


def _end(end: Whereabouts, total: float | None, names: _Names) -> FlowEnd:
    return FlowEnd(
        lot=end.lot,
        party=names.party(end.party),
        fate=end.fate.value,
        least_share=_rounded(end.share.least),
        most_share=_rounded(end.share.most),
        least=None if total is None else _rounded(end.share.least * total),
        most=None if total is None else _rounded(end.share.most * total),
        is_exact=end.share.is_exact,
        within=_exact(end.within),
        within_uom=end.uom or "",
    )


def _spoken(finding: Finding, names: _Names) -> SpokenFinding:
    """The finding in words, with parties, batches and units by name."""
    told = []
    for language in (Language.ZH, Language.EN):
        facts = {**finding.facts}
        for role in ("party", "giver", "taker"):
            named = names.party(str(facts.get(role, "")))
            if named is not None:
                facts[role] = party_name(named, language)
        if "key" in facts:
            facts["key"] = lot_name(names.lot(str(facts["key"])), language)
        if "unit" in facts:
            facts["unit"] = unit(str(facts["unit"]), language)
        told.append(sentence(Finding(finding.code, finding.severity, finding.path, facts), SENTENCES, language))
    return SpokenFinding(finding.code, finding.severity.value, finding.path, *told)


def _rounded(number: float) -> float:
    """Without the noise of binary fractions."""
    return round(number, 6) + 0.0


def _exact(number: float | None) -> float | None:
    return None if number is None else _rounded(number)


def _moment(time: int) -> str:
    return (_EPOCH + timedelta(microseconds=time)).isoformat(timespec="seconds")
