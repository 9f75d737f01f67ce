"""Refusing: that nothing was issued or printed, and why. The same as for all of supervision."""

from zhuisu.core.findings import Finding, Severity
from zhuisu.supervision.refusing import Refusal, Why

__all__ = ["Refusal", "Why", "conflicting", "forbidden", "invalid", "unknown", "wrong"]


def wrong(code: str, path: str = "$", **facts: str | int | float) -> Finding:
    """What is wrong, where; the sentence is in `zhuisu.labelling.sentences`."""
    return Finding(f"labels.{code}", Severity.ERROR, path, facts)


def invalid(*findings: Finding) -> Refusal:
    return Refusal(Why.INVALID, findings)


def conflicting(code: str, path: str = "$", **facts: str | int) -> Refusal:
    return Refusal(Why.CONFLICT, (wrong(code, path, **facts),))


def forbidden(code: str, **facts: str | int) -> Refusal:
    return Refusal(Why.FORBIDDEN, (wrong(code, "", **facts),))


def unknown(code: str, **facts: str | int) -> Refusal:
    """There is no such thing, or none that is the actor's: nobody is told which."""
    return Refusal(Why.UNKNOWN, (wrong(code, "", **facts),))
