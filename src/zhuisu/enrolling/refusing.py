"""Refusing: that nothing was done about an application, and why. The same as for all of supervision."""

from zhuisu.core.findings import Finding, Severity
from zhuisu.supervision.refusing import Refusal, Why

__all__ = ["Refusal", "Why", "conflicting", "forbidden", "invalid", "wrong"]


def wrong(code: str, path: str = "$", **facts: str | int) -> Finding:
    """What is wrong, where; the sentence is in `zhuisu.enrolling.sentences`."""
    return Finding(code, Severity.ERROR, path, facts)


def invalid(*findings: Finding) -> Refusal:
    return Refusal(Why.INVALID, findings)


def conflicting(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.CONFLICT, (Finding(code, Severity.ERROR, "$", facts),))


def forbidden(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.FORBIDDEN, (Finding(code, Severity.ERROR, "$", facts),))
