"""Refusal: everything that is wrong with what was received, and the limits beyond which it is not read."""

import msgspec

from zhuisu.core.findings import Finding, Severity

MAX_DEPTH = 100
# Of one event or document. What is so wrong need not be told to the last item.
MAX_FINDINGS = 1000
MEBIBYTE = 1 << 20


class Refusal(msgspec.Struct, frozen=True):
    """The answer in place of an event, a context or a document: every problem that was found."""

    findings: tuple[Finding, ...]


class RefusedError(Exception):
    """Reading stopped half-way through a document: what came before was good, what comes after cannot be told."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(", ".join(f"{finding.code} at {finding.path}" for finding in findings))
        self.findings = findings


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much is read, in bytes. `whole_bytes`: smaller documents are read at once, larger ones as a stream;
    `header_bytes` bounds everything in a document but its events; `events` and `batch_bytes` bound one batch."""

    whole_bytes: int = 16 * MEBIBYTE
    event_bytes: int = 8 * MEBIBYTE
    header_bytes: int = 64 * MEBIBYTE
    batch_events: int = 500
    batch_bytes: int = 4 * MEBIBYTE
    chunk_bytes: int = MEBIBYTE


def error(code: str, path: str, **facts: str | int | float) -> Finding:
    """A finding that refuses. Facts that quote the input are cut to a readable length."""
    told = {name: told_of(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}
    return Finding(f"epcis_{code}", Severity.ERROR, path, told)


def below(path: str, name: str) -> str:
    """The path of a member of the object at `path`."""
    told = told_of(name)
    return f"{path}.{told}" if told.isidentifier() else f"{path}['{told}']"


def told_of(text: str) -> str:
    """A piece of the input as a finding tells it: short, and without the one character that cannot be stored."""
    text = text.replace("\0", "␀")
    return text[:117] + "…" if len(text) > 118 else text
