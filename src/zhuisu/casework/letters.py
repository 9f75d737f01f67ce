"""Letters: official letters made of a case: looked at first, then given out, numbered, and kept as they were."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

from django.db import transaction

from zhuisu.access import Actor
from zhuisu.casework.letter_facts import day, facts_of
from zhuisu.casework.letter_kinds import LetterKind, authority_of, filled, letter_kinds
from zhuisu.casework.letter_rules import why_not
from zhuisu.casework.lettering import Sheet, pdf_of
from zhuisu.casework.models import Letter
from zhuisu.casework.numbering import next_serial, year_of
from zhuisu.casework.reading import case_told
from zhuisu.casework.refusing import Refusal, Why, invalid, unknown, wrong
from zhuisu.casework.sight import take, visible
from zhuisu.casework.steps import note
from zhuisu.casework.told import ToldCase
from zhuisu.casework.writing import Line, lines_wrong
from zhuisu.core.findings import Text

LONGEST: Final = 4_000
AUTHORITY: Final = "authority"
"""The line that every letter has: who signs it."""
_AUTHORITY: Final = Text("署名单位", "The authority")
_PREVIEW: Final = "（预览，未编号）"


def first_lines(told: ToldCase, kind: LetterKind, actor: Actor) -> dict[str, str]:
    """What stands in the lines of a letter at first: what is known of the case."""
    facts = facts_of(told, actor, datetime.now(UTC))
    lines = {line.name: filled(line.value, facts) for line in kind.line}
    return {AUTHORITY: authority_of(told.row.category), **lines}


def preview(number: str, kind: str, lines: Mapping[str, str], *, actor: Actor) -> bytes | Refusal:
    """The letter as it would be, without a number; nothing is written down."""
    told, known = case_told(number, actor), letter_kinds().get(kind)
    if told is None:
        return unknown(number)
    if known is None:
        return invalid(wrong("letter.no_kind", "$.kind", found=kind[:60]))
    now = datetime.now(UTC)
    if barred := why_not(told, known, now):
        return Refusal(Why.CONFLICT, (barred,))
    if findings := lines_wrong(_lines(known, lines), LONGEST):
        return invalid(*findings)
    return pdf_of(_sheet(told, known, lines, _PREVIEW, actor, now), now)


def give_out(number: str, kind: str, lines: Mapping[str, str], *, actor: Actor) -> Letter | Refusal:
    """Make the letter, with the next number of its kind, and keep it."""
    known = letter_kinds().get(kind)
    with transaction.atomic():
        row = take(number, actor, "letter")
        if isinstance(row, Refusal):
            return row
        if known is None:
            return invalid(wrong("letter.no_kind", "$.kind", found=kind[:60]))
        told, now = case_told(number, actor), datetime.now(UTC)
        assert told is not None
        if barred := why_not(told, known, now):
            return Refusal(Why.CONFLICT, (barred,))
        if findings := lines_wrong(_lines(known, lines), LONGEST):
            return invalid(*findings)
        serial = next_serial(kind, now)
        name = f"{known.mark}〔{year_of(now)}〕{serial}号"
        body = pdf_of(_sheet(told, known, lines, name, actor, now), now)
        made = Letter.objects.create(
            case=row,
            kind=kind,
            number=name,
            year=year_of(now),
            serial=serial,
            facts={line.name: line.text for line in _lines(known, lines)},
            made_at=now,
            made_by=actor.name,
            digest=sha256(body).digest(),
            body=body,
        )
        digest = bytes(made.digest).hex()
        note(row, "letter", actor=actor.name, at=now, zh=known.zh, en=known.en, letter=name, digest=digest)
    return made


def letter_of(number: str, id: int, actor: Actor) -> Letter | None:
    """A letter as it was given out; None where there is none that the actor sees."""
    return Letter.objects.filter(pk=id, case__in=visible(actor), case__number=number).first()


def _lines(kind: LetterKind, lines: Mapping[str, str]) -> tuple[Line, ...]:
    own = (Line(each.name, each.label, lines.get(each.name, "").strip(), each.least) for each in kind.line)
    return (Line(AUTHORITY, _AUTHORITY, lines.get(AUTHORITY, "").strip(), 1), *own)


def _sheet(
    told: ToldCase, kind: LetterKind, lines: Mapping[str, str], number: str, actor: Actor, now: datetime
) -> Sheet:
    said = {line.name: line.text for line in _lines(kind, lines)}
    facts = {**facts_of(told, actor, now), **said}
    return Sheet(
        shape=kind.shape,
        title=kind.zh,
        authority=said[AUTHORITY],
        number=number,
        addressee=filled(kind.addressee, facts),
        paragraphs=[text for each in kind.paragraphs if (text := filled(each, facts).strip())],
        table=[(name, filled(text, facts)) for name, text in kind.table],
        signs=kind.signs,
        copies=kind.copies,
        date=day(now),
        foot=f"{told.row.number}　{number}",
    )
