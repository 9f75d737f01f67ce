"""Notes, keys and checkpoints: as Go's golang.org/x/mod/sumdb/note and the C2SP specifications write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.findings import Finding
from zhuisu.core.tlog.checkpoints import Checkpoint, Opened, open_checkpoint, read_checkpoint
from zhuisu.core.tlog.keys import Kind, Signer, Verifier, is_key_name, read_skey, read_vkey
from zhuisu.core.tlog.notes import Note, cosign, read_note, read_signature, sign, signed_by

# The example of Go's package note.
VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SKEY = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
LINE = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

# The example of C2SP tlog-cosignature.
COSIGNED = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

{log} Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
{witness} jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
""".format(log="— example.com/behind-the-sofa", witness="— witness.example.com/w1")

LOG = Signer("city.example/log", Kind.ED25519, b"k" * 32)
WITNESS = Signer("province.example/witness", Kind.COSIGNATURE, b"w" * 32)
HEAD = Checkpoint("city.example/log", 7, b"r" * 32)


def key(text: str) -> Verifier:
    found = read_vkey(text)
    assert found is not None
    return found


def opened(raw: bytes, *verifiers: Verifier) -> Opened:
    found = open_checkpoint(raw, verifiers)
    assert isinstance(found, Opened)
    return found


def refused(raw: bytes, *verifiers: Verifier) -> str:
    found = open_checkpoint(raw, verifiers)
    assert isinstance(found, Finding)
    return found.code


def test_keys_are_those_of_go() -> None:
    signer = read_skey(SKEY)
    assert signer is not None
    assert (signer.verifier.vkey, signer.skey) == (VKEY, SKEY)
    assert key(VKEY) == signer.verifier


@pytest.mark.parametrize("cut", range(len(VKEY)))
def test_a_key_that_is_not_whole_is_none(cut: int) -> None:
    assert read_vkey(VKEY[:cut]) is None
    assert read_vkey(VKEY[:cut] + chr(ord(VKEY[cut]) + 1) + VKEY[cut + 1 :]) is None
    assert read_vkey(VKEY[cut + 1 :]) is None


@pytest.mark.parametrize(
    "text",
    [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_key_of_another_length_or_algorithm_is_none(text: str) -> None:
    assert read_vkey(text) is None


def test_a_note_is_signed_as_go_signs_it() -> None:
    signer = read_skey(SKEY)
    assert signer is not None
    assert str(sign(TEXT, [signer])) == TEXT + "\n" + LINE


def test_a_checkpoint_and_its_growth_that_others_signed_are_read() -> None:
    monkeys = key("monkeys+db4d9f7e+AULaJMvTtDLHPUcUrjdDad9vDlh/PTfC2VV60JUtCfWT")
    note = (
        "monkeys\n5\n41smjBUiAU70EtKlT6lIOIYtRTYxYXsDB+XHfcvu/BE=\n\n— monkeys "
        "202fftzGl3LVoqjXfwCFZZXs8I+5G22+Ek2K0AOyBuSJ/8/CZawNF+6fNlTKOCd622pbzJNkkJFWuw9DbicZCkEx9AY=\n"
    )
    assert opened(note.encode(), monkeys).checkpoint.size == 5


def test_a_cosigned_checkpoint_of_the_specification_is_read_and_written_the_same() -> None:
    note = read_note(COSIGNED.encode())
    assert isinstance(note, Note)
    assert str(note) == COSIGNED
    assert [each.name for each in note.signatures] == ["example.com/behind-the-sofa", "witness.example.com/w1"]
    assert int.from_bytes(note.signatures[1].signature[:8], "big") == 1679315147
    checkpoint = read_checkpoint(note.text)
    assert isinstance(checkpoint, Checkpoint)
    assert (checkpoint.size, checkpoint.text) == (20852163, note.text)


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode(), f"{TEXT}\n".encode(), f"{TEXT}\n{LINE[:-1]}".encode(), f"\x01{TEXT}\n{LINE}".encode(),
        b"\xff" + f"{TEXT}\n{LINE}".encode(), f"{TEXT}\n{LINE.replace('Peter', 'Peter ')}".encode(),
        f"{TEXT}\n{LINE}Unexpected line.\n".encode(), f"{TEXT}\n{LINE * 101}".encode(), b"a" * (1 << 21), b"",
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused(raw: bytes) -> None:
    found = read_note(raw)
    assert isinstance(found, Finding)
    assert found.code == "proof.malformed_note"


def test_a_false_signature_of_a_known_key_refuses_the_note_and_an_unknown_one_does_not() -> None:
    note = sign(HEAD.text, [LOG])
    false = str(note).replace("\n7\n", "\n8\n").encode()
    stranger = Signer("city.example/log", Kind.ED25519, b"s" * 32)
    assert refused(false, LOG.verifier) == "proof.false_signature"
    assert refused(str(note).encode(), stranger.verifier) == "proof.unsigned"
    both = str(sign(HEAD.text, [stranger, LOG])).encode()
    assert [each.by for each in opened(both, LOG.verifier).by_log] == [LOG.verifier]


@pytest.mark.parametrize("length", [0, 1, 63, 65, 200])
def test_a_signature_of_another_length_is_false(length: int) -> None:
    line = sign(HEAD.text, [LOG]).signatures[0]
    raw = Note(HEAD.text, (type(line)(line.name, line.key_id, b"x" * max(length, 1)),))
    assert refused(str(raw).encode(), LOG.verifier) == "proof.false_signature"


def test_a_witness_says_when_it_saw_the_checkpoint() -> None:
    note = sign(HEAD.text, [LOG])
    line = cosign(HEAD.text, WITNESS, at_seconds=1_764_144_000)
    found = opened((str(note) + line.line).encode(), LOG.verifier, WITNESS.verifier)
    assert [(each.by, each.at_seconds) for each in found.by_witnesses] == [(WITNESS.verifier, 1_764_144_000)]
    backdated = line.signature[:7] + b"\0" + line.signature[8:]
    false = Note(HEAD.text, (*note.signatures, type(line)(line.name, line.key_id, backdated)))
    assert refused(str(false).encode(), LOG.verifier, WITNESS.verifier) == "proof.false_signature"


def test_a_witness_alone_does_not_stand_for_the_log() -> None:
    line = cosign(HEAD.text, WITNESS, at_seconds=1)
    assert refused(str(Note(HEAD.text, (line,))).encode(), WITNESS.verifier) == "proof.unsigned"


@pytest.mark.parametrize(
    "text",
    ["", "a\n", "a\n1\n", "a\n01\n{root}\n", "a\n-1\n{root}\n", "\n1\n{root}\n", "a\n1\n{root}", "a\n1\nAAAA\n",
     "a\n1\n{root}\n\n"],
)  # fmt: skip
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    found = read_checkpoint(text.replace("{root}", HEAD.text.split("\n")[2]))
    assert isinstance(found, Finding)


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**60), st.text(min_size=1).filter(is_key_name))
def test_a_checkpoint_is_read_as_it_was_signed(root: bytes, size: int, name: str) -> None:
    signer = Signer(name, Kind.ED25519, root)
    checkpoint = Checkpoint("origin", size, root)
    note = str(sign(checkpoint.text, [signer])).encode()
    assert opened(note, signer.verifier).checkpoint == checkpoint
    assert read_vkey(signer.verifier.vkey) == signer.verifier
    assert read_skey(signer.skey) == signer


@given(st.binary(max_size=300))
def test_no_bytes_are_too_strange_to_be_read(raw: bytes) -> None:
    read_note(raw)
    read_signature(raw.decode("latin-1"))
    read_vkey(raw.decode("latin-1"))
    assert signed_by(Note("text\n", ()), [LOG.verifier]) == ()
