"""Leaves: what the tree covers of an event, to the byte."""

from hashlib import sha256
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuisu.core.merkle import leaf_hash
from zhuisu.core.tlog.leaf import (
    ENTRY_BYTES,
    Record,
    commitment_of,
    commitments_of,
    entry_of,
    leaf_of,
    leaves_of,
    packed,
    salt_of,
)

RECORD = Record(
    salt=bytes(range(16)),
    event=b"e" * 16,
    capture=b"c" * 16,
    recorded_us=1_788_220_800_123_456,
    body_digest=sha256(b"{}").digest(),
    context_digest=sha256(b'"https://ref.gs1.org"').digest(),
    event_id="urn:uuid:荔枝",
    captured_by="account:operator",
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def test_a_record_is_laid_out_as_documented() -> None:
    raw = packed(RECORD)
    event_id, captured_by = "urn:uuid:荔枝".encode(), b"account:operator"
    assert raw == b"".join(
        (
            b"zhuisu/event/v1\n", bytes(range(16)), b"e" * 16, b"c" * 16, (1_788_220_800_123_456).to_bytes(8, "big"),
            RECORD.body_digest, RECORD.context_digest, len(event_id).to_bytes(4, "big"), event_id,
            len(captured_by).to_bytes(4, "big"), captured_by,
        )
    )  # fmt: skip
    assert commitment_of(RECORD) == sha256(raw).digest()


def test_the_hashes_of_a_known_record_never_change() -> None:
    assert commitment_of(RECORD).hex() == "3fd395a0b042e9783d2c35e0f8e1028799da5b64c17407f31a149b2701e00aac"
    assert leaf_of(commitment_of(RECORD)).hex() == "e4098f86dd047dcc175a4c4db9cff4d00d0406538736bf88ccfb5bc22b0d06d3"


def test_an_entry_shows_nothing_but_the_commitment() -> None:
    entry = entry_of(commitment_of(RECORD))
    assert entry == b"zhuisu/entry/v1\n" + commitment_of(RECORD)
    assert len(entry) == ENTRY_BYTES
    assert leaf_of(commitment_of(RECORD)) == leaf_hash(entry)
    assert leaves_of(commitment_of(RECORD) * 3) == leaf_hash(entry) * 3


@pytest.mark.parametrize(
    "change",
    [
        {"salt": b"s" * 16}, {"event": b"f" * 16}, {"capture": b"d" * 16}, {"recorded_us": 0},
        {"body_digest": b"b" * 32},
        {"context_digest": b"b" * 32}, {"event_id": "urn:uuid:荔"}, {"captured_by": "account:operato"},
        {"event_id": "urn:uuid:荔枝account", "captured_by": ":operator"},
    ],
)  # fmt: skip
def test_every_field_counts(change: dict[str, Any]) -> None:
    assert commitment_of(msgspec.structs.replace(RECORD, **change)) != commitment_of(RECORD)


@given(
    st.lists(st.tuples(st.binary(min_size=16, max_size=16), TEXT, st.binary(max_size=200), TEXT), max_size=6),
    st.binary(min_size=32, max_size=32),
    st.integers(0, 2**62),
)
def test_a_runs_commitments_are_those_of_its_events(
    events: list[tuple[bytes, str, bytes, str]], run_salt: bytes, recorded_us: int
) -> None:
    capture, context = b"c" * 16, b"x" * 32
    each = [
        commitment_of(
            Record(salt_of(run_salt, id_), id_, capture, recorded_us, sha256(body).digest(), context, event_id, captor)
        )
        for id_, event_id, body, captor in events
    ]
    made = commitments_of(events, run_salt=run_salt, capture=capture, recorded_us=recorded_us, context_digest=context)
    assert made == b"".join(each)
