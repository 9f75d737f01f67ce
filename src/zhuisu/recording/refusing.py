"""Refusing: that nothing was recorded, and why. The same as for all of supervision."""

from zhuisu.core.findings import Finding, Severity
from zhuisu.supervision.refusing import Refusal, Why

__all__ = ["Refusal", "Why", "forbidden", "unknown", "warned", "wrong"]


def wrong(code: str, path: str = "", **facts: str | int | float) -> Finding:
    """What keeps from saving, and where; the sentence is in `zhuisu.recording.sentences`."""
    return Finding(code, Severity.ERROR, path, facts)


def warned(code: str, path: str = "", **facts: str | int | float) -> Finding:
    """What is to be looked at, but does not keep from saving."""
    return Finding(code, Severity.WARNING, path, facts)


def forbidden(account: str) -> Refusal:
    return Refusal(Why.FORBIDDEN, (wrong("recording.forbidden", account=account),))


def unknown(code: str) -> Refusal:
    """There is no such thing, or none of the actor's: nobody is told which."""
    return Refusal(Why.UNKNOWN, (wrong(code),))
