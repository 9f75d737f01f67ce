"""`zhuisu verify`: what it says of a certificate of a traceable supplier, with nothing but a public key."""

from datetime import date
from pathlib import Path

import pytest

from zhuisu.core.tlog.keys import Kind, Signer
from zhuisu.core.tlog.notes import sign
from zhuisu.rating.statement import Figures, Statement
from zhuisu.server.cli import main

LOG = Signer("city.example/log", Kind.ED25519, b"k" * 32)
OTHER = Signer("city.example/log", Kind.ED25519, b"o" * 32)
FIGURES = Figures(
    since=date(2026, 8, 1), until=date(2026, 10, 31), score=91.3, months=(("2026-10", 95.0),), records=120, batches=9,
    chains=9, complete=9,
)  # fmt: skip
SAYS = Statement(
    number="Z2026-00001", party="uscc:93450721MA5685666W", name="灵山菜农合作社", issued=date(2026, 11, 27),
    valid_until=date(2099, 1, 1), figures=FIGURES, address="https://trace.example.cn/certificate/Z2026-00001",
)  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Z2026-00001.txt"
    path.write_text(str(sign(SAYS.text, [LOG])), encoding="utf-8")
    return path


def test_a_signature_that_holds_is_told_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(file), "--key", LOG.verifier.vkey]) == 0
    told = "".join(capsys.readouterr().out.split())
    assert "Z2026-00001" in told
    assert "2099-01-01" in told


def test_a_letter_that_was_changed_or_another_key_proves_nothing(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(file), "--key", OTHER.verifier.vkey]) == 1
    file.write_text(file.read_text(encoding="utf-8").replace("91.3", "99.3"), encoding="utf-8")
    assert main(["verify", str(file), "--key", LOG.verifier.vkey]) == 1
    assert "Z2026-00001" in capsys.readouterr().err
