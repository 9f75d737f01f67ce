"""Refusing: that nothing was done about the plan, and why."""

from zhuisu.core.findings import Finding, Severity
from zhuisu.supervision.refusing import Refusal, Why

__all__ = ["Refusal", "Why", "forbidden", "invalid", "unknown", "wrong"]


def wrong(code: str, path: str = "$", **facts: str | int) -> Finding:
    """What is wrong, where; the sentence is in `zhuisu.planning.sentences`."""
    return Finding(code, Severity.ERROR, path, facts)


def invalid(*findings: Finding) -> Refusal:
    return Refusal(Why.INVALID, findings)


def forbidden(code: str) -> Refusal:
    return Refusal(Why.FORBIDDEN, (wrong(code, ""),))


def unknown(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.UNKNOWN, (wrong(code, "", **facts),))
