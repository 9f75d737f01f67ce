"""`zhuisu verify`: what it says of proofs that hold and of others, with no database at hand."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from zhuisu.core.merkle import consistency_ranges, inclusion_ranges, leaf_hash
from zhuisu.core.tlog.checkpoints import Checkpoint
from zhuisu.core.tlog.keys import Kind, Signer, to_base64
from zhuisu.core.tlog.leaf import commitment_of, leaf_of
from zhuisu.core.tlog.notes import cosign, sign
from zhuisu.core.tlog.proofs import (
    FORMAT,
    Growth,
    Opening,
    ProofFile,
    seal_of,
    write_opening,
    write_proof,
    write_seal,
)
from zhuisu.core.tlog.tiles import Place, grow, hash_of, root_of
from zhuisu.server.cli import main

LOG = Signer("city.example/log", Kind.ED25519, b"k" * 32)
OTHER = Signer("city.example/log", Kind.ED25519, b"o" * 32)
WITNESS = Signer("province.example/witness", Kind.COSIGNATURE, b"w" * 32)
BODY = b'{"type": "ObjectEvent", "action": "OBSERVE"}'
CONTEXT = b'"https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"'
INDEX, SIZE = 3, 9


def opening(**changes: object) -> Opening:
    fields = {
        "format": FORMAT, "id": UUID(int=7), "event_id": "urn:uuid:7", "capture": UUID(int=8),
        "record_time": datetime(2026, 9, 1, 0, 0, 0, 123456, tzinfo=UTC), "captured_by": "account:operator",
        "salt": b"s" * 16, "body_sha256": sha256(BODY).digest(), "context_sha256": sha256(CONTEXT).digest(),
        "body": BODY, "context": CONTEXT, "vkeys": (LOG.verifier.vkey,),
    }  # fmt: skip
    return Opening(**(fields | changes))  # type: ignore[arg-type]


LEAVES = [leaf_hash(bytes((n,))) for n in range(SIZE)]
LEAVES[INDEX] = leaf_of(commitment_of(opening().record))
TILES = {Place(0, 0): b"".join(LEAVES)}


def note(size: int = SIZE, *lines: str) -> str:
    checkpoint = Checkpoint(LOG.name, size, root_of(grow((), b"".join(LEAVES[:size])).edge))
    return str(sign(checkpoint.text, [LOG])) + "".join(lines)


def cosigned() -> str:
    text = note().partition("\n\n")[0] + "\n"
    return note(SIZE, cosign(text, WITNESS, at_seconds=1_788_220_800).line)


def proof(checkpoint: str = "", index: int = INDEX, **changes: object) -> str:
    hashes = tuple(hash_of(each, TILES) for each in inclusion_ranges(INDEX, SIZE))
    return write_proof(ProofFile(index, hashes, checkpoint or note(), write_opening(opening(**changes))))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHUISU_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def verify(folder: Path, text: str, *options: str) -> int:
    (folder / "p").write_text(text, encoding="utf-8")
    return main(["verify", "p", *(options or ("--key", LOG.verifier.vkey))])


def test_a_proof_that_holds_is_told_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, proof()) == 0
    told = capsys.readouterr().out
    assert "the event urn:uuid:7 was recorded at 2026-09-01T00:00:00.123456Z by account:operator" in told
    assert "it is entry 3 of the log city.example/log" in told
    assert "No witness that you trust signed it" in told


def test_a_witness_that_is_trusted_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "keys").write_text(f"{LOG.verifier.vkey}\n{WITNESS.verifier.vkey}\n", encoding="utf-8")
    assert verify(folder, proof(cosigned()), "--key", "keys") == 0
    assert "The witness province.example/witness signed it at 2026-09-01T00:00:00Z" in capsys.readouterr().out


def test_programs_get_one_document(folder: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert verify(folder, proof(), "--key", LOG.verifier.vkey, "--json") == 0
    told = json.loads(capfdbinary.readouterr().out)
    assert told["proven"] is True
    assert told["proofs"][0]["eventID"] == "urn:uuid:7"
    assert told["proofs"][0]["event"] == BODY.decode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (proof(index=4), "proof.not_included"),
        (proof(event_id="urn:uuid:8"), "proof.not_included"),
        (proof(record_time=datetime(2026, 9, 1, tzinfo=UTC)), "proof.not_included"),
        (proof(body=BODY + b" "), "proof.body_differs"),
        (proof(context=b'"other"'), "proof.context_differs"),
        (proof(body=b"x", body_sha256=sha256(b"x").digest()), "proof.not_included"),
        (proof(note().replace("\n9\n", "\n8\n")), "proof.false_signature"),
        (proof(note().replace("— city", "— town")), "proof.unsigned"),
        (proof(format="zhuisu/event/v2"), "proof.malformed"),
        (proof(salt=b"s"), "proof.malformed"),
        (proof().replace("index 3", "index 03"), "proof.malformed"),
        (proof().replace("c2sp.org", "C2SP.org"), "proof.malformed"),
        ("", "proof.malformed"),
        ("c2sp.org/tlog-proof@v1", "proof.malformed"),
        (proof("no note\n"), "proof.malformed_note"),
    ],
)
def test_a_proof_that_does_not_hold_says_why_in_both_languages(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes], text: str, code: str
) -> None:
    assert verify(folder, text, "--key", LOG.verifier.vkey, "--json") == 1
    error = json.loads(capfdbinary.readouterr().out)["proofs"][0]["error"]
    assert error["code"] == code
    assert error["zh"]
    assert error["en"]


def test_a_proof_by_somebody_elses_key_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(folder, proof(), "--key", OTHER.verifier.vkey) == 1
    assert "None of the public keys that you trust signed" in capsys.readouterr().err


def test_without_a_key_nothing_is_proven_and_the_proofs_own_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(folder, proof(), "--json") == 1
    assert LOG.verifier.vkey in capsys.readouterr().err


def test_the_event_that_somebody_holds_is_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "mine").write_bytes(BODY + b"\n")
    (folder / "false").write_bytes(BODY.replace(b"OBSERVE", b"DELETE"))
    assert verify(folder, proof(), "--key", LOG.verifier.vkey, "--event", "mine") == 0
    assert "byte for byte" in capsys.readouterr().out
    assert verify(folder, proof(), "--key", LOG.verifier.vkey, "--event", "false") == 1


def growth(old: int = 4, new: int = 9, hashes: tuple[str, ...] | None = None) -> str:
    made = tuple(to_base64(hash_of(each, TILES)) for each in consistency_ranges(old, new))
    answer = Growth(old, new, "", "", made if hashes is None else hashes, note(new))
    return msgspec.json.encode(answer).decode()


def test_a_log_that_only_grew_is_shown_by_its_older_checkpoint(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "old").write_text(note(4), encoding="utf-8")
    assert verify(folder, growth(), "--key", LOG.verifier.vkey, "--checkpoint", "old") == 0
    assert "only grew from 4 to 9 entries" in capsys.readouterr().out
    assert verify(folder, growth(hashes=()), "--key", LOG.verifier.vkey, "--checkpoint", "old") == 1
    assert "earlier entries were changed or removed" in capsys.readouterr().err
    assert verify(folder, growth(), "--key", LOG.verifier.vkey) == 1
    assert "--checkpoint" in capsys.readouterr().err


@pytest.mark.parametrize("options", [("--key", "nothing"), ("--key", "p")])
def test_a_key_that_is_none_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
) -> None:
    assert verify(folder, proof(), *options) == 1
    assert capsys.readouterr().err.startswith("zhuisu: ")


def test_a_sealed_proof_says_that_it_is_sealed_and_is_held_against_no_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hashes = tuple(hash_of(each, TILES) for each in inclusion_ranges(INDEX, SIZE))
    sealed = write_proof(ProofFile(INDEX, hashes, note(), write_seal(seal_of(opening()))))
    assert "urn:uuid:7" not in sealed
    assert verify(folder, sealed) == 0
    assert "entry 3 of the log city.example/log is a sealed fingerprint" in capsys.readouterr().out
    assert main(["verify", "p", "--key", LOG.verifier.vkey, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["proofs"][0]
    assert (told["sealed"], told["id"], told["number"]) == (True, str(UUID(int=7)), INDEX)
    (folder / "event.json").write_bytes(BODY)
    assert verify(folder, sealed, "--key", LOG.verifier.vkey, "--event", "event.json") == 1
    assert "sealed" in capsys.readouterr().err
