"""The public log over HTTP: what existing log clients read, and the proofs of events."""

import json
from base64 import b64decode
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import quote

import pytest

from tests.exchange.caller import Caller, codes, document, event
from tests.ledger.test_tree import KEY
from zhuisu.core.findings import Finding
from zhuisu.core.merkle import is_consistent, leaf_hash
from zhuisu.core.tlog.checkpoints import Checkpoint, Opened, open_checkpoint
from zhuisu.core.tlog.proofs import Proven, ProvenSealed, check_proof

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


@pytest.fixture
def publish(ledger: None) -> Callable[[], None]:
    """Numbers, grows and signs all that was captured."""
    from zhuisu.ledger import checkpoints  # noqa: PLC0415 - Django must be set up first
    from zhuisu.ledger.sequencer import grow_once, run_once  # noqa: PLC0415

    def work() -> None:
        while run_once() + grow_once():
            pass
        checkpoints.publish([KEY], now=datetime.now(UTC))

    return work


@pytest.fixture
def log(operator: Caller, publish: Callable[[], None]) -> Callable[[int], None]:
    """Captures so many more pigs, and publishes."""
    known = iter(range(10_000))

    def grow(events: int) -> None:
        sent = operator.post("/epcis/capture", document(*(event(next(known)) for _ in range(events))))
        assert sent.status_code == 202
        publish()

    return grow


def head(caller: Caller) -> Checkpoint:
    opened = open_checkpoint(caller.get("/log/checkpoint").content, [KEY.verifier])
    assert isinstance(opened, Opened)
    return opened.checkpoint


def bundle(raw: bytes) -> list[bytes]:
    """The entries of an entry bundle: each a size of two bytes, and so many."""
    entries = []
    while raw:
        size = int.from_bytes(raw[:2], "big")
        entries.append(raw[2 : 2 + size])
        raw = raw[2 + size :]
    return entries


def test_a_log_that_has_not_begun_says_so(stranger: Caller) -> None:
    for path in ("/log/checkpoint", "/log/vkey", "/log/keys"):
        assert codes(stranger.get(path)) == ["log.not_begun"]


def test_anybody_can_rebuild_the_signed_tree_from_entries_and_tiles(
    stranger: Caller, log: Callable[[int], None]
) -> None:
    log(300)
    signed = head(stranger)
    full, partial = stranger.get("/log/tile/entries/000"), stranger.get("/log/tile/entries/001.p/44")
    leaves = [leaf_hash(entry) for entry in bundle(full.content) + bundle(partial.content)]
    assert b"".join(leaves[:256]) == stranger.get("/log/tile/0/000").content
    assert b"".join(leaves[256:]) == stranger.get("/log/tile/0/001.p/44").content
    level = leaves
    while len(level) > 1:  # RFC 9162: an odd one at the end goes up as it is
        pairs = [sha256(b"\1" + a + b).digest() for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + (level[-1:] if len(level) % 2 else [])
    assert (signed.size, signed.root) == (300, level[0])


def test_tiles_may_be_kept_for_ever_and_read_from_any_page_and_the_checkpoint_only_for_a_moment(
    stranger: Caller, log: Callable[[int], None]
) -> None:
    log(256)
    tile, checkpoint = stranger.get("/log/tile/0/000"), stranger.get("/log/checkpoint")
    assert tile["Content-Type"] == "application/octet-stream"
    assert "immutable" in tile["Cache-Control"]
    assert checkpoint["Content-Type"] == "text/plain; charset=utf-8"
    assert checkpoint["Cache-Control"] == "public, max-age=1"
    assert tile["Access-Control-Allow-Origin"] == checkpoint["Access-Control-Allow-Origin"] == "*"
    assert stranger.get("/log/tile/1/000.p/1").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["0/001", "0/000.p/4", "1/000", "1/000.p/1", "entries/000.p/4", "entries/001", "0/0", "9/999", "", "x", "0/000.p/0",
     "0/x999/x999/x999/x999/x999/x999/999"],
)  # fmt: skip
def test_what_does_not_exist_yet_or_never_is_not_found(stranger: Caller, log: Callable[[int], None], path: str) -> None:
    log(3)
    assert stranger.get(f"/log/tile/{path}").status_code == 404


def test_the_keys_of_the_log_are_published(stranger: Caller, log: Callable[[int], None]) -> None:
    log(1)
    assert stranger.get("/log/vkey").content.decode() == f"{KEY.verifier.vkey}\n"
    assert json.loads(stranger.get("/log/keys").content) == {
        "origin": "city.example/log",
        "keys": [{"vkey": KEY.verifier.vkey, "fromSize": 0, "untilSize": None}],
    }


def test_an_event_is_proved_to_who_may_read_it_by_eventid_and_by_ledger_id(
    inspector: Caller, log: Callable[[int], None]
) -> None:
    log(20)
    path = f"/api/proof/event/{quote(event(7)['eventID'], safe='')}"
    answer = json.loads(inspector.get(path).content)
    assert (answer["number"], answer["treeSize"], answer["eventID"]) == (7, 20, event(7)["eventID"])
    assert json.loads(inspector.get(f"/api/proof/event/{answer['id']}").content) == answer
    assert leaf_hash(b64decode(answer["entry"])) == b64decode(answer["leafHash"])
    file = inspector.get(path, {"format": "file"})
    proven = check_proof(file.content, [KEY.verifier])
    assert isinstance(proven, Proven)
    assert json.loads(proven.opening.body or b"")["eventID"] == event(7)["eventID"]
    assert file["Content-Disposition"] == f'attachment; filename="{answer["id"]}.tlog-proof"'


def test_the_public_gets_proofs_of_what_its_pages_tell_and_of_nothing_else(
    stranger: Caller, slaughterhouse: Caller, inspector: Caller, log: Callable[[int], None]
) -> None:
    log(3)
    path = f"/api/proof/event/{event(2)['eventID']}"
    id_ = json.loads(inspector.get(path).content)["id"]
    assert codes(stranger.get(path)) == ["http.no_such_event"]
    assert codes(stranger.get(f"/api/proof/event/{id_}")) == ["http.no_such_event"]
    assert codes(slaughterhouse.get(path)) == ["http.no_such_event"]
    assert stranger.get(f"/api/proof/event/{id_}", {"of": "01/06901234000016/21/PIG2"}).status_code == 200
    assert stranger.get(f"/api/proof/event/{id_}", {"of": "01/06901234000016/21/PIG1"}).status_code == 404


def test_the_proof_of_an_event_that_is_open_in_part_is_sealed_for_the_public(
    stranger: Caller, operator: Caller, publish: Callable[[], None]
) -> None:
    sent = event(1, certificationInfo="https://vet.example/certificate/of-the-secret-place")
    operator.post("/epcis/capture", document(sent))
    publish()
    whole = json.loads(operator.get(f"/api/proof/event/{sent['eventID']}").content)
    path, of = f"/api/proof/event/{whole['id']}", {"of": "01/06901234000016/21/PIG1"}
    sealed = json.loads(stranger.get(path, of).content)
    kept = ("number", "id", "entry", "leafHash", "treeSize", "hashes", "checkpoint", "vkeys")
    assert sealed == {name: whole[name] for name in kept}
    file = stranger.get(path, {**of, "format": "file"}).content
    proven = check_proof(file, [KEY.verifier])
    assert isinstance(proven, ProvenSealed)
    assert proven.seal.entry == b64decode(whole["entry"])
    refused = check_proof(file, [KEY.verifier], event=b"{}")
    assert isinstance(refused, Finding)
    assert refused.code == "proof.sealed"
    altered = check_proof(file.replace(b"index 0", b"index 1"), [KEY.verifier])
    assert isinstance(altered, Finding)


def test_dangerous_goods_are_proved_to_nobody_outside(
    stranger: Caller, operator: Caller, publish: Callable[[], None]
) -> None:
    sent = event(1, epcList=["urn:zhuisu:detonator:4512206123456"])
    operator.post("/epcis/capture", document(sent))
    publish()
    proof = json.loads(operator.get(f"/api/proof/event/{sent['eventID']}").content)
    asked = stranger.get(f"/api/proof/event/{proof['id']}", {"of": "detonator:4512206123456"})
    assert codes(asked) == ["http.no_such_event"]


def test_an_event_that_is_in_no_checkpoint_yet_says_when_to_come_again(
    operator: Caller, log: Callable[[int], None]
) -> None:
    log(1)
    operator.post("/epcis/capture", document(event(50)))
    assert codes(operator.get(f"/api/proof/event/{event(50)['eventID']}")) == ["proof.pending"]


def test_a_proof_of_nothing_is_not_found_and_a_wrong_form_is_refused(operator: Caller) -> None:
    assert codes(operator.get("/api/proof/event/urn:uuid:nobody")) == ["http.no_such_event"]
    assert codes(operator.get("/api/proof/event/x", {"format": "pdf"})) == ["query.bad_value"]
    assert codes(Caller("zs_wrong").get("/api/proof/event/x")) == ["http.wrong_token"]


def test_the_log_shows_that_it_only_grew(stranger: Caller, log: Callable[[int], None]) -> None:
    log(5)
    first = head(stranger)
    log(300)
    second = head(stranger)
    answer = json.loads(stranger.get("/api/proof/consistency", {"from": "5"}).content)
    proof = [b64decode(text) for text in answer["hashes"]]
    assert (answer["from"], answer["to"]) == (first.size, second.size) == (5, 305)
    assert is_consistent(5, 305, first.root, second.root, proof)
    assert answer["checkpoint"] == stranger.get("/log/checkpoint").content.decode()
    between = json.loads(stranger.get("/api/proof/consistency", {"from": "0", "to": "9"}).content)
    assert (between["hashes"], between["checkpoint"]) == ([], None)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({}, "query.missing"),
        ({"from": "x"}, "query.bad_value"),
        ({"from": "01"}, "query.bad_value"),
        ({"from": "3", "to": "2"}, "query.bad_value"),
        ({"from": "0", "to": "6"}, "proof.beyond"),
        ({"from": "0", "by": "1"}, "query.unknown_parameter"),
    ],
)
def test_a_consistency_that_cannot_be_shown_is_refused(
    stranger: Caller, log: Callable[[int], None], query: dict[str, str], code: str
) -> None:
    log(5)
    assert codes(stranger.get("/api/proof/consistency", query)) == [code]


def test_a_proof_that_was_altered_proves_nothing(inspector: Caller, log: Callable[[int], None]) -> None:
    log(20)
    file = inspector.get(f"/api/proof/event/{event(7)['eventID']}", {"format": "file"}).content
    proven = check_proof(file, [KEY.verifier])
    assert isinstance(proven, Proven)
    for at in range(0, len(file), max(1, len(file) // 150)):
        altered = file[:at] + bytes((file[at] ^ 1,)) + file[at + 1 :]
        found = check_proof(altered, [KEY.verifier])
        # The list of keys is a hint, and bits of base64 that stand for nothing inside JSON may be anything.
        is_same = isinstance(found, Proven) and found.opening.record == proven.opening.record
        assert isinstance(found, Finding) or is_same
