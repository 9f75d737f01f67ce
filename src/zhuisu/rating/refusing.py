"""Refusing: that nothing was done about a rating, an exposure, a certificate or an incentive, and why."""

from zhuisu.core.findings import Finding, Severity
from zhuisu.supervision.refusing import Refusal, Why

__all__ = ["Refusal", "Why", "conflicting", "forbidden", "invalid", "unknown", "wrong"]


def wrong(code: str, path: str = "$", **facts: str | float) -> Finding:
    """What is wrong, where; the sentence is in `zhuisu.rating.sentences`."""
    return Finding(code, Severity.ERROR, path, facts)


def invalid(*findings: Finding) -> Refusal:
    return Refusal(Why.INVALID, findings)


def forbidden(code: str, **facts: str | float) -> Refusal:
    return Refusal(Why.FORBIDDEN, (wrong(code, "", **facts),))


def unknown(code: str, **facts: str | float) -> Refusal:
    return Refusal(Why.UNKNOWN, (wrong(code, "", **facts),))


def conflicting(code: str, **facts: str | float) -> Refusal:
    return Refusal(Why.CONFLICT, (wrong(code, "", **facts),))
