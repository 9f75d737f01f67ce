"""`zhuisu profile draft|decide|withdraw|editions|try --ledger` and `zhuisu findings`, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.clusters import migrated_home
from tests.server.running import Running
from zhuisu import packaged
from zhuisu.server.postgres import locate, using

FRUIT = packaged.texts("varieties")["fruit.toml"]


@pytest.fixture(scope="module")
def shell() -> Iterator[Running]:
    with migrated_home() as home, using(locate(home)):
        yield Running(home, 1)


def run(shell: Running, *words: str) -> tuple[int, Any, str]:
    ran = shell.command(*words, "--json")
    return ran.returncode, json.loads(ran.stdout or b"null"), ran.stderr.decode()


def test_an_edition_is_tried_drafted_put_in_force_and_withdrawn(shell: Running, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(FRUIT, "utf-8")
    tried = run(shell, "profile", "try", str(file), "--ledger")
    assert tried[:2] == (0, {"profile": "fruit", "looked": 0, "judged": 0, "rules": [], "partial": []})
    status, drafted, _ = run(shell, "profile", "draft", str(file), "--note", "试行")
    assert (status, drafted["state"], drafted["profile"]) == (0, "draft", "fruit")
    number = str(drafted["number"])
    status, decided, _ = run(shell, "profile", "decide", "fruit", number, "--since", "2999-01-01")
    assert (status, decided["state"], decided["since"]) == (0, "in_force", "2999-01-01")
    status, nothing, told = run(shell, "profile", "withdraw", "fruit", number)
    assert (status, nothing) == (1, None)
    assert "reason" in told
    assert run(shell, "profile", "withdraw", "fruit", number, "--reason", "撤销")[0] == 0
    _, listed, _ = run(shell, "profile", "editions", "fruit")
    assert [(each["number"], each["state"]) for each in listed["editions"]] == [(drafted["number"], "withdrawn")]


def test_a_faulty_file_is_told_line_by_line(shell: Running, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(FRUIT.replace("number = 2\n", 'number = "zwei"\n'), "utf-8")
    status, _, told = run(shell, "profile", "draft", str(file))
    assert (status, "mine.toml:2" in told) == (1, True)


def test_findings_are_listed_by_what_they_are_about(shell: Running) -> None:
    assert run(shell, "findings", "--profile", "fruit")[:2] == (0, {"findings": []})
    assert run(shell, "findings", "(01)06901234000016(10)L7", "--party", "93450721MA5685666W")[0] == 0
    assert run(shell, "findings", "--party", "nobody at all")[0] == 1
