"""The page that connects a partner: each of its programs does what it says, against a server of its own."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.blocks import blocks, run
from tests.server.clusters import migrated_home
from tests.server.running import Running, running

NODE = shutil.which("node")
TOLD = ["subscribed:", "captured:", "found:", "received:"]


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home) as started:
        yield started


@pytest.fixture(scope="module")
def partner(server: Running, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the credentials that the page makes first."""
    folder = tmp_path_factory.mktemp("partner")
    run(["sh", "-eu"], blocks("connect.md", "sh")[0], server=server, folder=folder)
    return folder


def test_with_curl(server: Running, partner: Path) -> None:
    said = run(["bash", "-euo", "pipefail"], blocks("connect.md", "sh")[1], server=server, folder=partner)
    assert said.count("HTTP/1.1 201") == 2
    assert "location: /epcis/events/urn%3Auuid%3A0d1c54a8" in said
    assert "https://id.gs1.org/01/06901234000016/21/CRATE-1" in said


def test_with_python(server: Running, partner: Path) -> None:
    said = run([sys.executable, "-W", "error"], blocks("connect.md", "python")[0], server=server, folder=partner)
    assert [line.split()[0] for line in said.splitlines()] == TOLD


@pytest.mark.skipif(NODE is None, reason="there is no Node.js on the PATH")
def test_with_javascript(server: Running, partner: Path) -> None:
    module = partner / "connect"
    module.mkdir()
    (module / "client.json").write_bytes((partner / "client.json").read_bytes())
    (module / "package.json").write_text('{"type": "module"}')
    said = run(["node"], blocks("connect.md", "javascript")[0], server=server, folder=module)
    assert [line.split()[0] for line in said.splitlines()] == TOLD
