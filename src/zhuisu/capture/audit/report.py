"""Report: what an audit found."""

from typing import Any

import msgspec

from zhuisu.capture.audit.sentences import SENTENCES
from zhuisu.core.findings import Finding, Language, Severity, sentence
from zhuisu.core.tlog.sentences import SENTENCES as PROOF

CATALOGUE = {**PROOF, **SENTENCES}
KEPT = 1_000
"""So many findings are told; the rest are counted."""


class AuditReport(msgspec.Struct, frozen=True):
    """`findings` are the first ones, `more` counts the others, `errors` those of all that are errors.

    `waiting` events are not in the tree yet.
    """

    events: int
    tree_size: int
    checkpoints: int
    documents: int
    waiting: int
    findings: tuple[Finding, ...]
    more: int
    errors: int

    @property
    def holds(self) -> bool:
        """Whether everything is as it was recorded."""
        return self.errors == 0


class Findings:
    """Collects findings, the first thousand."""

    def __init__(self) -> None:
        self.kept: list[Finding] = []
        self.more = 0
        self.errors = 0

    def note(self, code: str, severity: Severity = Severity.ERROR, /, **facts: str | int) -> None:
        self.add(Finding(f"audit.{code}", severity, "", facts))

    def add(self, finding: Finding) -> None:
        self.errors += finding.severity is Severity.ERROR
        if len(self.kept) < KEPT:
            self.kept.append(finding)
        else:
            self.more += 1


def told(finding: Finding) -> dict[str, Any]:
    """A finding for people and programs, with its facts and its sentences."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "facts": dict(finding.facts),
        "zh": sentence(finding, CATALOGUE, Language.ZH),
        "en": sentence(finding, CATALOGUE, Language.EN),
    }
