"""Answers: refusals of supervision as problems, and what an address names."""

from collections.abc import Mapping
from typing import Final, TypeVar

from zhuisu.core.codes import recognise
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError
from zhuisu.ledger.reading import known_things
from zhuisu.supervision.refusing import Refusal, Why

T = TypeVar("T")

LARGEST_NUMBER: Final = (1 << 63) - 1
_KINDS: Final[Mapping[Why, Kind]] = {
    Why.INVALID: Kind.VALIDATION,
    Why.FORBIDDEN: Kind.FORBIDDEN,
    Why.UNKNOWN: Kind.NO_SUCH_RESOURCE,
    Why.CONFLICT: Kind.CONFLICT,
}


def granted(found: T | Refusal) -> T:
    """What was done. Raises ProblemError where it was refused."""
    if isinstance(found, Refusal):
        raise ProblemError(_KINDS[found.why], *found.findings)
    return found


def not_there(code: str, **facts: str | int) -> ProblemError:
    """The problem of what does not exist, or not for the one who asks."""
    return ProblemError(Kind.NO_SUCH_RESOURCE, Finding(code, Severity.ERROR, "", facts))


def number_of(text: str) -> int | None:
    """The number that a part of an address is."""
    if text.isascii() and text.isdigit() and len(text) <= 19 and int(text) <= LARGEST_NUMBER:
        return int(text)
    return None


def key_of(text: str) -> str | None:
    """The key of a thing in any notation: of several readings the first that the ledger knows, else the likeliest."""
    keys = [code.key for code in recognise(text) if code.key]
    known = known_things(keys) if len(keys) > 1 else ()
    return next((key for key in keys if key in known), next(iter(keys), None))
