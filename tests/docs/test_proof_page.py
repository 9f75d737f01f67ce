"""The page about proofs: its program verifies real proofs, and refuses others."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.test_verify import LOG as OTHER_LOG
from tests.server.test_verify import proof
from zhuisu.core.tlog.keys import Kind, Signer
from zhuisu.core.tlog.leaf import ENTRY_MAGIC, RECORD_MAGIC

LOG = Signer("trace.qinzhou.example/log", Kind.ED25519, b"k" * 32)
PAGE = Path(__file__).parents[2] / "docs" / "proof.md"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The program on the page."""
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    path = tmp_path / "verify.py"
    path.write_text(found[1], encoding="utf-8")
    return path


def run(program: Path, text: str, vkey: str) -> subprocess.CompletedProcess[str]:
    (program.parent / "proof").write_text(text, encoding="utf-8")
    command = [sys.executable, str(program), str(program.parent / "proof"), vkey]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_it_verifies_a_proof(program: Path) -> None:
    ran = run(program, proof(), OTHER_LOG.verifier.vkey)
    assert (ran.returncode, ran.stdout) == (0, "proven: urn:uuid:7 recorded 2026-09-01T00:00:00.123456Z\n"), ran.stderr


@pytest.mark.parametrize(
    ("text", "vkey"),
    [
        (proof(event_id="urn:uuid:8"), OTHER_LOG.verifier.vkey),
        (proof(body=b"{}"), OTHER_LOG.verifier.vkey),
        (proof(index=4), OTHER_LOG.verifier.vkey),
        (proof(), LOG.verifier.vkey),
    ],
)
def test_it_refuses_what_is_not_proven(program: Path, text: str, vkey: str) -> None:
    assert run(program, text, vkey).returncode == 1


def test_the_layout_on_the_page_is_that_of_the_code() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert RECORD_MAGIC.decode().replace("\n", "\\n") in text
    assert ENTRY_MAGIC.decode().replace("\n", "\\n") in text
