"""`zhuisu registry`: spreadsheets in and out, entries shown, from the command line."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.clusters import migrated_home
from tests.server.running import Running
from zhuisu.server.postgres import locate, using

ORCHARD = "93450721MA5685666W"
ROWS = [["标识", "类型", "名称", "行政区划"], [ORCHARD, "农民专业合作社", "六荔垌合作社", "450721"]]
WRONG = ["", "行会", "某会", "450799"]


@pytest.fixture(scope="module")
def shell() -> Iterator[Running]:
    with migrated_home() as home, using(locate(home)):
        yield Running(home, 1)


def sheet(path: Path, *rows: list[str]) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([*ROWS, *rows])
    return str(path)


def run(shell: Running, *words: str) -> tuple[int, Any, str]:
    ran = shell.command("registry", *words, "--json")
    return ran.returncode, json.loads(ran.stdout or b"null"), ran.stderr.decode()


def test_a_spreadsheet_is_tried_imported_shown_and_exported(shell: Running, tmp_path: Path) -> None:
    good = sheet(tmp_path / "good.csv")
    totals = {"added": 1, "changed": 0, "same": 0, "refused": 0, "rows": []}
    trial = run(shell, "import", good, "--kind", "party", "--dry-run")
    assert trial == (0, {"written": False, **totals}, "")
    assert run(shell, "show", ORCHARD)[0] == 1
    assert run(shell, "import", good, "--kind", "party", "--approve")[1] == {"written": True, **totals}
    _, (shown,), _ = run(shell, "show", ORCHARD)
    assert (shown["state"], shown["entry"]["name"]) == ("approved", "六荔垌合作社")
    assert [deed["verb"] for deed in shown["history"]] == ["register", "file", "approve"]
    out = tmp_path / "out.xlsx"
    assert run(shell, "export", str(out), "--kind", "party", "--filter", "region=450721")[1]["entries"] == 1
    assert run(shell, "import", str(out), "--kind", "party")[1]["same"] == 1
    assert run(shell, "duplicates")[1] == []
    assert run(shell, "reseal")[1] == {"resealed": 0, "unreadable": 0}


def test_a_wrong_row_is_told_by_its_number_in_both_languages(shell: Running, tmp_path: Path) -> None:
    code, told, errors = run(shell, "import", sheet(tmp_path / "wrong.csv", WRONG), "--kind", "party")
    assert (code, told["written"], told["refused"]) == (1, False, 1)
    (row,) = told["rows"]
    assert (row["row"], row["errors"][0]["path"]) == (3, "$.kind")
    assert row["errors"][0]["zh"].startswith("类型“行会”不对")
    assert f"{tmp_path / 'wrong.csv'}:3: $.kind: The kind “行会” is not valid" in errors


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("import", "no.csv", "--kind", "party"), "no.csv cannot be read"),
        (("import", "README.md", "--kind", "party"), "cannot be read: .md"),
        (("export", "no/where.csv", "--kind", "party"), "cannot be written"),
        (("export", "x.csv", "--kind", "party", "--filter", "colour=red"), "There is no filter colour"),
        (("export", "x.csv", "--kind", "party", "--filter", "colour"), "'colour' is no filter"),
        (("show", "nobody"), "Nothing is registered as 'nobody'"),
    ],
)
def test_what_cannot_be_done_is_a_sentence(shell: Running, words: tuple[str, ...], sentence: str) -> None:
    code, told, errors = run(shell, *words)
    assert (code, told) == (1, None)
    assert sentence in errors
