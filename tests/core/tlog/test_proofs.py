"""Proof files and submissions: read as they were written; no bytes are too strange to be refused."""

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.findings import Finding
from zhuisu.core.tlog.checkpoints import Checkpoint
from zhuisu.core.tlog.keys import Kind, Signer
from zhuisu.core.tlog.notes import sign
from zhuisu.core.tlog.proofs import ProofFile, check_growth, check_proof, read_opening, read_proof, write_proof
from zhuisu.core.tlog.witnessing import examine, origin_of, read_submission, write_submission

LOG = Signer("city.example/log", Kind.ED25519, b"k" * 32)
HASHES = st.lists(st.binary(min_size=32, max_size=32), max_size=63)
NOTE = str(sign(Checkpoint(LOG.name, 7, b"r" * 32).text, [LOG]))


@given(st.integers(0, 10**18), HASHES, st.none() | st.binary(min_size=1, max_size=200))
def test_a_proof_file_is_read_as_it_was_written(index: int, hashes: list[bytes], extra: bytes | None) -> None:
    proof = ProofFile(index, tuple(hashes), NOTE, extra)
    assert read_proof(write_proof(proof).encode()) == proof


@given(st.integers(0, 10**18), HASHES)
def test_a_submission_is_read_as_it_was_written(old: int, proof: list[bytes]) -> None:
    read = read_submission(write_submission(old, proof, NOTE))
    assert read is not None
    assert (read.old, read.proof, str(read.note)) == (old, tuple(proof), NOTE)
    assert origin_of(read) == Checkpoint(LOG.name, 7, b"r" * 32)


@given(st.binary(max_size=400), st.integers(0, 200))
def test_no_bytes_are_too_strange(noise: bytes, at: int) -> None:
    whole = write_proof(ProofFile(3, (b"h" * 32,), NOTE, b"{}")).encode()
    for raw in (noise, whole[:at] + noise, whole[:at] + noise + whole[at:]):
        assert isinstance(check_proof(raw, [LOG.verifier]), Finding)
        assert isinstance(check_growth(raw, [LOG.verifier], noise), Finding)
        submission = read_submission(raw)
        assert submission is None or examine(submission, [LOG.verifier], None)
    assert read_opening(noise) is None
