"""Schemathesis asks a running server everything that its OpenAPI document promises, and finds no fault."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server.clusters import migrated_home
from tests.server.running import Running, running

ROOT = Path(__file__).parents[2]
CONFIGURATION = "tests/conformance/schemathesis.toml"
LONG = "^(post_capture|post_event|get_[a-zA-Z]+_events)$"
"""What takes minutes to cover is left to the long run: bodies of events, and the parameters of `get_events` again."""

PASSES = {
    "coverage": ["--phases", "coverage", "--exclude-operation-id-regex", LONG],
    "fuzzing": ["--phases", "examples,fuzzing,stateful", "--max-examples", "4"],
}


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    with migrated_home() as home, running(home) as started:
        yield started


@pytest.mark.parametrize("options", PASSES.values(), ids=PASSES)
def test_what_is_answered_is_what_is_described(server: Running, options: list[str]) -> None:
    command = [str(Path(sys.executable).with_name("schemathesis")), "--config-file", CONFIGURATION, "run"]
    address = f"http://127.0.0.1:{server.port}/api/openapi.json"
    environment = server.environment | {"ZHUISU_TOKEN": server.token, "PYTHONWARNINGS": "default", "COLUMNS": "200"}
    done = subprocess.run(
        [*command, address, *options], cwd=ROOT, env=environment, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert re.search(r"[1-9]\d* generated, [1-9]\d* passed", done.stdout), done.stdout
