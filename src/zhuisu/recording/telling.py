"""Telling: findings about a form as a reader is told them: where, what is wrong, how to mend it."""

from collections.abc import Iterable

from zhuisu.core.findings import Finding, Language, Severity, Text, sentence
from zhuisu.core.forms.model import NOTHING, Told
from zhuisu.recording.sentences import CATALOGUE, MENDING
from zhuisu.supervision.mending import mending


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
    told = Text(sentence(finding, CATALOGUE, Language.ZH), sentence(finding, CATALOGUE, Language.EN))
    mend = mending(finding.code) if finding.code.startswith("rule.") else MENDING.get(finding.code, NOTHING)
    return ToldFinding(code=finding.code, severity=finding.severity, path=finding.path, told=told, mend=mend)


def told(findings: Iterable[Finding]) -> tuple[ToldFinding, ...]:
    """Each of them, errors first."""
    return tuple(sorted(map(tell, findings), key=lambda each: _ORDER[each.severity]))


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
