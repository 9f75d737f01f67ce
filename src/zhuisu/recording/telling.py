"""Telling: findings about a form as a reader is told them: where, what is wrong, how to mend it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from zhuisu.core.codes import Level, level_of_key, parse_key, recognise
from zhuisu.core.findings import Finding, Language, Severity, Text, sentence
from zhuisu.core.forms.model import NOTHING, Told
from zhuisu.recording.names import Names, lot_of
from zhuisu.recording.sentences import CATALOGUE, MENDING
from zhuisu.registry.entries import Person
from zhuisu.registry.named import entries_named
from zhuisu.supervision.mending import mending

_OF_THE_CODE: Final = ("recording.unreadable", "recording.check_digit", "recording.other_scheme", "recording.unknown_")
"""Findings about a code itself, which has to be compared with a label: it is told as it stands there."""
_NAMED: Final = (Level.CLASS, Level.BATCH, Level.ITEM, Level.LOGISTIC, Level.ASSET, Level.PARTY, Level.PLACE)
_OURS: Final = frozenset({"subject", "holder", "found"})
"""Facts that speak of the form itself: only there are people called by their names."""
_TECHNICAL: Final = re.compile(r"（[a-z]+:[A-Za-z]\w*）| ?\([a-z]+:[A-Za-z]\w*\)")
"""The name of a field for programs, beside its name for people."""


class ToldFinding(Told, frozen=True, kw_only=True, rename="camel"):
    """A finding in words. `path` is that of an input (`zhuisu:harvestDate`), of goods (`things[2]`, `inputs`), or
    `eventTime`, `place`, `position`, `stage`; empty: the whole form. A warning does not keep from saving."""

    code: str
    severity: Severity
    path: str
    told: Text
    mend: Text


def tell(finding: Finding) -> ToldFinding:
    """One finding in both languages."""
    return told((finding,))[0]


def told(findings: Iterable[Finding]) -> tuple[ToldFinding, ...]:
    """Each of them, errors first; things, parties and people by their names."""
    listed = sorted(findings, key=lambda each: _ORDER[each.severity])
    keys = {value: key for each in listed for value, key in _keys(each)}
    called = _called(keys)
    return tuple(_told(each, called) for each in listed)


_ORDER: Final = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def _told(finding: Finding, called: dict[str, Text]) -> ToldFinding:
    zh, en = (_sentence(finding, called, language) for language in (Language.ZH, Language.EN))
    mend = mending(finding.code) if finding.code.startswith("rule.") else MENDING.get(finding.code, NOTHING)
    return ToldFinding(code=finding.code, severity=finding.severity, path=finding.path, told=Text(zh, en), mend=mend)


def _sentence(finding: Finding, called: dict[str, Text], language: Language) -> str:
    named = {value for value, _ in _keys(finding)}
    facts = {
        name: called[value].into(language) if value in named and value in called else value
        for name, value in finding.facts.items()
    }
    return _TECHNICAL.sub("", sentence(msgspec.structs.replace(finding, facts=facts), CATALOGUE, language))


def _keys(finding: Finding) -> Iterator[tuple[str, str]]:
    """The facts that are codes or keys of something, with its key."""
    if not finding.code.startswith(_OF_THE_CODE):
        for name, value in finding.facts.items():
            key = _key(value) if isinstance(value, str) else None
            if key is not None and (name in _OURS or not key.startswith("person:")):
                yield str(value), key


def _key(value: str) -> str | None:
    text = value.removeprefix("urn:zhuisu:") if value.startswith("urn:zhuisu:person:") else value
    found = parse_key(text)
    is_key = found.scheme != "uri" and found.key == text
    read = found if is_key else next((each for each in recognise(text) if each.scheme == "gtin"), None)
    is_code = is_key or (text.isdigit() and len(text) in (8, 12, 13, 14) and read is not None and not read.findings)
    key = read.key if read is not None and is_code else None
    return key if key is not None and level_of_key(key) in _NAMED else None


def _called(keys: dict[str, str]) -> dict[str, Text]:
    """What these are called, with the lot of a batch; the bare code where nobody gave a name."""
    if not keys:
        return {}
    names, people = Names(keys.values()), entries_named(("person",), tuple(keys.values()))
    return {value: _name(key, names, getattr(people["person", key], "entry", None)) for value, key in keys.items()}


def _name(key: str, names: Names, person: object) -> Text:
    if isinstance(person, Person):
        return Text(person.name, person.name)
    name, lot = names.of(key), lot_of(key)
    if not lot or lot in name.zh:
        return name
    return Text(f"{name.zh}（批号 {lot}）", f"{name.en} (lot {lot})")
