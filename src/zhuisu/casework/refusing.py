"""Refusing: that nothing was done about a case, and why. The same as for all of supervision."""

from zhuisu.core.findings import Finding, Severity
from zhuisu.supervision.refusing import Refusal, Why

__all__ = ["Refusal", "Why", "conflicting", "forbidden", "invalid", "unknown", "wrong"]


def wrong(code: str, path: str = "$", **facts: str | int | float) -> Finding:
    """What is wrong, where; the sentence is in `zhuisu.casework.sentences`."""
    return Finding(code, Severity.ERROR, path, facts)


def invalid(*findings: Finding) -> Refusal:
    return Refusal(Why.INVALID, findings)


def forbidden(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.FORBIDDEN, (Finding(code, Severity.ERROR, "", facts),))


def conflicting(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.CONFLICT, (Finding(code, Severity.ERROR, "$", facts),))


def unknown(number: str) -> Refusal:
    """There is no such case, or none that the actor may see: nobody is told which."""
    return Refusal(Why.UNKNOWN, (wrong("case.unknown", "", number=number[:40]),))
