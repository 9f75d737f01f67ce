"""Private keys: made once, readable by their owner alone, rotated, and never another log's."""

import logging
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.ledger.test_tree import KEY, NEXT_KEY, filled
from zhuisu.core.tlog.keys import Kind, Signer, read_vkey
from zhuisu.ledger import checkpoints
from zhuisu.server.commands import logkey
from zhuisu.server.config import Config, read_config
from zhuisu.server.keyfiles import add_key, log_key_path, make_keys, read_keys, witness_signer
from zhuisu.server.publishing import Publisher, log_signers
from zhuisu.server.trouble import TroubleError

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)


def config(home: Path, **settings: str) -> Config:
    return read_config({"ZHUISU_HOME": str(home), **settings})


def held(chosen: Config, *signers: Signer) -> None:
    """These keys in the log's key file."""
    for signer in signers:
        add_key(log_key_path(chosen), signer)


def test_a_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "home" / "log_key"
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda _: make_keys(path, None), range(8)))
    assert all(each == made[0] for each in made)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert made[0][0].name.startswith("zhuisu.local/")
    assert [each.name for each in path.parent.iterdir()] == ["log_key"]


def test_a_key_that_is_added_leaves_the_others_and_the_file_private(tmp_path: Path) -> None:
    path = tmp_path / "log_key"
    add_key(path, KEY)
    add_key(path, NEXT_KEY)
    assert read_keys(path) == [KEY, NEXT_KEY]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["log_key"]


def test_a_file_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "log_key").write_text(KEY.skey[:-4], encoding="utf-8")
    with pytest.raises(TroubleError, match="something else than private keys"):
        read_keys(tmp_path / "log_key")
    with pytest.raises(TroubleError, match="cannot be kept or read"):
        read_keys(tmp_path)


def test_a_witness_has_a_key_of_its_own_where_it_is_one(tmp_path: Path) -> None:
    assert witness_signer(config(tmp_path)) is None
    chosen = config(tmp_path, ZHUISU_WITNESS_FOR=KEY.verifier.vkey, ZHUISU_WITNESS_NAME="province.example/w")
    signer = witness_signer(chosen)
    assert signer is not None
    assert (signer.name, signer.kind) == ("province.example/w", Kind.COSIGNATURE)
    assert witness_signer(chosen) == signer
    assert read_vkey(signer.verifier.vkey) == signer.verifier


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZHUISU_WITNESSES", "https://w.example"),
        ("ZHUISU_WITNESSES", f"https://w.example {KEY.verifier.vkey}"),
        ("ZHUISU_WITNESSES", Signer("w", Kind.COSIGNATURE, b"w" * 32).verifier.vkey),
        ("ZHUISU_WITNESS_FOR", "city.example+00000000+AAAA"),
        ("ZHUISU_WITNESS_FOR", f"a b {KEY.verifier.vkey}"),
        ("ZHUISU_LOG_ORIGIN", "two words"),
        ("ZHUISU_LOG_ORIGIN", "a+b"),
    ],
)
def test_settings_that_name_no_key_are_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(TroubleError, match=name):
        config(tmp_path, **{name: value})


def test_several_witnesses_and_logs_are_told_apart(tmp_path: Path) -> None:
    witness = Signer("w", Kind.COSIGNATURE, b"w" * 32).verifier
    chosen = config(
        tmp_path,
        ZHUISU_WITNESSES=f"https://one.example/w {witness.vkey}, https://two.example {witness.vkey}",
        ZHUISU_WITNESS_FOR=f"{KEY.verifier.vkey},other.example/log {NEXT_KEY.verifier.vkey}",
    )
    assert [address for address, _ in chosen.witnesses] == ["https://one.example/w", "https://two.example"]
    assert chosen.witness_for == ((KEY.name, KEY.verifier), ("other.example/log", NEXT_KEY.verifier))


@pytest.mark.usefixtures("ledger")
def test_the_first_start_makes_the_logs_key_under_the_name_that_is_set(tmp_path: Path) -> None:
    chosen = config(tmp_path, ZHUISU_LOG_ORIGIN="trace.example.cn/log")
    assert [signer.name for signer in log_signers(chosen)] == ["trace.example.cn/log"]


@pytest.mark.usefixtures("ledger")
def test_a_log_keeps_its_key_and_its_name(tmp_path: Path) -> None:
    checkpoints.publish([KEY], now=NOW)
    with pytest.raises(TroubleError, match=r"holds no key of the log city\.example/log.*--rotate"):
        log_signers(config(tmp_path))
    held(config(tmp_path), NEXT_KEY)
    with pytest.raises(TroubleError, match="holds no key of the log"):
        log_signers(config(tmp_path))
    held(config(tmp_path), KEY)
    assert KEY in log_signers(config(tmp_path))
    with pytest.raises(TroubleError, match=r"ZHUISU_LOG_ORIGIN is other\.example"):
        log_signers(config(tmp_path, ZHUISU_LOG_ORIGIN="other.example"))


@pytest.mark.usefixtures("ledger")
def test_a_key_that_was_lost_is_replaced_by_hand_alone(tmp_path: Path) -> None:
    chosen = config(tmp_path)
    checkpoints.publish([KEY], now=NOW)
    logkey.rotate(chosen, checkpoints)
    old, new = checkpoints.log_keys()
    assert (old.vkey, old.until_size, new.until_size) == (KEY.verifier.vkey, 0, None)
    assert [signer.verifier.vkey for signer in log_signers(chosen)] == [new.vkey]
    assert new.origin == KEY.name


@pytest.mark.usefixtures("ledger")
def test_a_rotation_that_was_broken_off_is_finished_with_the_key_that_it_made(tmp_path: Path) -> None:
    chosen = config(tmp_path)
    held(chosen, KEY)
    checkpoints.publish([KEY], now=NOW)
    held(chosen, NEXT_KEY)
    logkey.rotate(chosen, checkpoints)
    assert [key.vkey for key in checkpoints.log_keys()] == [KEY.verifier.vkey, NEXT_KEY.verifier.vkey]
    assert read_keys(log_key_path(chosen)) == [KEY, NEXT_KEY]
    logkey.retire(checkpoints)
    with pytest.raises(TroubleError, match="Only one key signs"):
        logkey.retire(checkpoints)


@pytest.mark.usefixtures("ledger")
def test_a_publisher_signs_and_complains_once_where_it_cannot(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    chosen = config(tmp_path)
    Publisher(chosen)()
    assert checkpoints.newest() is not None
    log_key_path(chosen).unlink()
    filled(3)
    caplog.set_level(logging.ERROR, "zhuisu.log")
    broken = Publisher(chosen)
    broken()
    broken()
    assert [record.getMessage() for record in caplog.records] == ["no checkpoint is signed"]
    assert checkpoints.newest().size == 0  # type: ignore[union-attr]
