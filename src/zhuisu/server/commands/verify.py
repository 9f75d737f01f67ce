"""`zhuisu verify PROOF`: whether a downloaded proof proves what it says, without asking anybody."""

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from zhuisu.core.findings import Finding, Language, Text, sentence
from zhuisu.core.rules.record import LOCAL
from zhuisu.core.tlog.checkpoints import Opened
from zhuisu.core.tlog.keys import Verifier, read_vkey
from zhuisu.core.tlog.proofs import (
    PROOF_BYTES,
    ProofFile,
    Proven,
    ProvenSealed,
    check_growth,
    check_proof,
    read_opening,
    read_proof,
    read_seal,
)
from zhuisu.core.tlog.sentences import SENTENCES
from zhuisu.server.commands import verify_certificate as certificate
from zhuisu.server.terminal import err, language, out, say_json
from zhuisu.server.trouble import TroubleError

PROVEN = Text(
    "已证明：事件 {event_id} 于 {at} 入库（采集方 {by}），是日志 {origin} 的第 {index} 条。",
    "Proven: the event {event_id} was recorded at {at} by {by}; it is entry {index} of the log {origin}.",
)
SEALED = Text(
    "已证明：日志 {origin} 第 {index} 条登记了一个密封的指纹，平台称它属于记录 {id}。内容未随证明给出。",
    "Proven: entry {index} of the log {origin} is a sealed fingerprint; the platform says that it is that of "
    "the record {id}. What was recorded is not in this proof.",
)
SIGNED = Text("检查点共 {size} 条，由 {origin} 签署。", "The checkpoint of {size} entries is signed by {origin}.")
COSIGNED = Text("见证方 {name} 于 {at} 签名作证。", "The witness {name} signed it at {at}.")
UNSEEN = Text(
    "没有您所信任的见证方签名：只能证明运营方这样说过。",
    "No witness that you trust signed it: that the operator says the same to everybody rests on the operator alone.",
)
SAME = Text("您手中的事件与入库时逐字节一致。", "The event that you hold is what was recorded, byte for byte.")
GROWN = Text(
    "已证明：日志 {origin} 从 {old} 条到 {new} 条只有追加，没有改动。",
    "Proven: the log {origin} only grew from {old} to {new} entries; none of the earlier ones was changed.",
)
NEEDS_KEY = (
    "Which key do you trust? Name the log's public key with --key; it has to come from elsewhere than the proof{0}. "
    "· 请用 --key 给出您信任的日志公钥，它应来自证明文件以外的渠道。"
)
NEEDS_OLD = (
    "{0} shows that a log only grew: name the older checkpoint with --checkpoint. · 请用 --checkpoint 给出旧检查点。"
)


def run(arguments: argparse.Namespace) -> int:
    """1 where anything is not proven. Needs no database and no network."""
    verifiers = keys(arguments.keys)
    if not verifiers:
        raise TroubleError(NEEDS_KEY.format(_stated(Path(arguments.proofs[0]))))
    results = [_result(Path(name), arguments, verifiers) for name in arguments.proofs]
    if arguments.output == "json":
        say_json({"proven": all(each["proven"] for each in results), "proofs": results})
    return 0 if all(each["proven"] for each in results) else 1


def keys(words: Sequence[str]) -> list[Verifier]:
    """Public keys, given as they are published or as files that hold them, one a line."""
    found = []
    for word in words:
        lines = [word] if read_vkey(word) else read_file(Path(word)).decode(errors="replace").split()
        verifiers = [read_vkey(line) for line in lines]
        if not verifiers or None in verifiers:
            raise TroubleError(f"{word} is no public key (name+id+key) and no file of them. · 不是公钥。")
        found += [verifier for verifier in verifiers if verifier is not None]
    return found


def _stated(path: Path) -> str:
    """The keys that a proof states itself, for a hint."""
    proof = read_proof(read_file(path))
    extra = (proof.extra or b"") if isinstance(proof, ProofFile) else b""
    stated = read_opening(extra) or read_seal(extra)
    return f" (which names {', '.join(stated.vkeys)}: compare)" if stated and stated.vkeys else ""


def read_file(path: Path) -> bytes:
    """What is in a file. Raises TroubleError."""
    try:
        if path.stat().st_size > PROOF_BYTES:
            raise TroubleError(f"{path} is too large to be a proof. · 文件过大。")
        return path.read_bytes()
    except OSError as fault:
        raise TroubleError(f"{path} cannot be read: {fault.strerror}. · 文件无法读取。") from fault


def _result(path: Path, arguments: argparse.Namespace, verifiers: Sequence[Verifier]) -> dict[str, Any]:
    raw = read_file(path)
    if certificate.is_certificate(raw):
        return _shown(path, arguments, certificate.told_of(raw, verifiers, datetime.now(LOCAL).date(), language()))
    if raw.lstrip().startswith(b"{"):
        if arguments.checkpoint is None:
            raise TroubleError(NEEDS_OLD.format(path))
        found: Proven | ProvenSealed | tuple[Opened, Opened] | Finding = check_growth(
            raw, verifiers, read_file(Path(arguments.checkpoint))
        )
    else:
        found = check_proof(raw, verifiers, read_file(Path(arguments.event)) if arguments.event else None)
    return _shown(path, arguments, _told(found, arguments.event is not None, language()))


def _shown(path: Path, arguments: argparse.Namespace, told: tuple[list[str], dict[str, Any]]) -> dict[str, Any]:
    """Prints the sentences; what is wrong to standard error."""
    lines, facts = told
    is_wrong = "error" in facts
    if arguments.output != "json":
        for line in lines:
            (err if is_wrong else out).print(f"{path}: {line}", markup=False)
    return {"file": str(path), "proven": not is_wrong, **facts}


def _told(
    found: Proven | ProvenSealed | tuple[Opened, Opened] | Finding, has_event: bool, reader: Language
) -> tuple[list[str], dict[str, Any]]:
    """The sentences, and the same for programs."""
    if isinstance(found, Finding):
        said = {each.value: sentence(found, SENTENCES, each) for each in Language}
        return [said[reader.value]], {"error": {"code": found.code, **said}}
    if isinstance(found, tuple):
        old, new = (opened.checkpoint for opened in found)
        told = GROWN.into(reader).format(origin=new.origin, old=old.size, new=new.size)
        return [told, *_signatures(found[1], reader)], {"origin": new.origin, "from": old.size, "to": new.size}
    checkpoint = found.opened.checkpoint
    if isinstance(found, ProvenSealed):
        id_ = str(found.seal.id)
        told = SEALED.into(reader).format(id=id_, origin=checkpoint.origin, index=found.index)
        return [told, *_signatures(found.opened, reader)], {
            "origin": checkpoint.origin,
            "number": found.index,
            "treeSize": checkpoint.size,
            "id": id_,
            "sealed": True,
            "witnesses": _witnesses(found.opened),
        }
    opening = found.opening
    told = PROVEN.into(reader).format(
        event_id=opening.event_id, at=_moment(opening.record_time), by=opening.captured_by,
        origin=checkpoint.origin, index=found.index,
    )  # fmt: skip
    same = [SAME.into(reader)] if has_event else []
    return [told, *same, *_signatures(found.opened, reader)], {
        "origin": checkpoint.origin,
        "number": found.index,
        "treeSize": checkpoint.size,
        "eventID": opening.event_id,
        "id": str(opening.id),
        "recordTime": _moment(opening.record_time),
        "capturedBy": opening.captured_by,
        "capture": str(opening.capture),
        "event": opening.body.decode(errors="replace") if opening.body is not None else None,
        "witnesses": _witnesses(found.opened),
    }


def _witnesses(opened: Opened) -> list[dict[str, str]]:
    return [{"name": each.by.name, "time": _at(each.at_seconds)} for each in opened.by_witnesses]


def _signatures(opened: Opened, reader: Language) -> list[str]:
    checkpoint = opened.checkpoint
    signed = SIGNED.into(reader).format(size=checkpoint.size, origin=checkpoint.origin)
    cosigned = [
        COSIGNED.into(reader).format(name=each.by.name, at=_at(each.at_seconds)) for each in opened.by_witnesses
    ]
    return [signed, *(cosigned or [UNSEEN.into(reader)])]


def _at(seconds: int | None) -> str:
    try:
        return _moment(datetime.fromtimestamp(seconds or 0, UTC))
    except (OverflowError, ValueError):
        return str(seconds)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
