"""`zhuisu verify NUMBER.txt`: whether a certificate of a traceable supplier was signed by a key that one trusts."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from zhuisu.core.findings import Finding, Language, Severity, Text, sentence
from zhuisu.core.tlog.keys import Verifier
from zhuisu.core.tlog.notes import Note, read_note, signed_by
from zhuisu.core.tlog.sentences import SENTENCES
from zhuisu.rating.statement import HEAD

HOLDS = Text(
    "签名属实：{name}（{party}）的可追溯供应商证明 {number}，由 {by} 签署，有效期至 {until}。"
    "是否已撤销要联网查看：{address}",
    "The signature holds: the certificate {number} of {name} ({party}) is signed by {by} and valid until {until}. "
    "Whether it was revoked is seen on line: {address}",
)
OVER = Text("这份证明已经过期。", "This certificate is over.")


def is_certificate(raw: bytes) -> bool:
    """Whether a file begins as a certificate does."""
    return raw.startswith(f"{HEAD}\n".encode())


def check_certificate(raw: bytes, verifiers: Sequence[Verifier]) -> dict[str, str] | Finding:
    """What the certificate says, with who signed it; else why it is not proven."""
    note = read_note(raw)
    if isinstance(note, Finding):
        return note
    signed = signed_by(note, verifiers)
    if isinstance(signed, Finding):
        return signed
    if not signed:
        return Finding("proof.unsigned", Severity.ERROR, "checkpoint", {"origin": _names(note)})
    return {**_says(note), "by": ", ".join(each.by.name for each in signed)}


def told_of(
    raw: bytes, verifiers: Sequence[Verifier], today: date, reader: Language
) -> tuple[list[str], dict[str, Any]]:
    """What is so of a certificate, in sentences and for programs."""
    found = check_certificate(raw, verifiers)
    if isinstance(found, Finding):
        said = {each.value: sentence(found, SENTENCES, each) for each in Language}
        return [said[reader.value]], {"error": {"code": found.code, **said}}
    return told(found, today, reader)


def told(found: dict[str, str], today: date, reader: Language) -> tuple[list[str], dict[str, Any]]:
    """The sentences, and the same for programs."""
    facts = {name: found.get(name, "") for name in ("name", "party", "number", "by")}
    until, address = found.get("valid-until", ""), found.get("verify", "")
    is_over = until < today.isoformat()
    line = HOLDS.into(reader).format(**facts, until=until, address=address)
    return [line, *([OVER.into(reader)] if is_over else [])], {**found, "isOver": is_over}


def _says(note: Note) -> dict[str, str]:
    pairs = (line.partition(": ") for line in note.text.splitlines()[1:])
    return {name: value for name, _, value in pairs}


def _names(note: Note) -> str:
    return ", ".join(signature.name for signature in note.signatures)
