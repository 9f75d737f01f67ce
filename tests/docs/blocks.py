"""Blocks: the programs in a page of the documentation, run as its reader would run them."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.server.running import Running

DOCS = Path(__file__).parents[2] / "docs"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SERVER = "http://127.0.0.1:8000"
SECONDS = 120


def blocks(page: str, language: str) -> list[str]:
    """The blocks of one language, in order."""
    text = (DOCS / page).read_text(encoding="utf-8")
    return [block for kind, block in FENCE.findall(text) if kind == language]


def run(command: list[str], program: str, *, server: Running, folder: Path) -> str:
    """What a program prints; it reads from a file of its own, in a folder where `zhuisu` is on the path."""
    script = folder / "program"
    script.write_text(program.replace(SERVER, f"http://127.0.0.1:{server.port}"), encoding="utf-8")
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [*command, str(script)], cwd=folder, env=server.environment | {"PATH": tools}, timeout=SECONDS, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    return done.stdout
