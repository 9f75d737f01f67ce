"""`zhuisu recall`: a recall from its draft to its end, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.caller import document, event
from tests.server.clusters import migrated_home
from tests.server.running import Running
from zhuisu.server.postgres import locate, using

PIG = "01/06901234000016/21/PIG1"
PLAN = ("--category", "food", "--grade", "1", "--title", "鲜猪肉检出禁用药物", "--reason", "抽检不合格")


@pytest.fixture(scope="module")
def shell() -> Iterator[Running]:
    with migrated_home() as home, using(locate(home)):
        yield Running(home, 1)


def run(shell: Running, *words: str) -> tuple[int, Any, str]:
    ran = shell.command(*words, "--json")
    return ran.returncode, json.loads(ran.stdout or b"null"), ran.stderr.decode()


def captured(shell: Running, path: Path, **fields: Any) -> tuple[int, Any, str]:
    path.write_text(json.dumps(document(event(1, eventID=f"urn:uuid:{path.stem}", **fields))), encoding="utf-8")
    return run(shell, "capture", str(path))


def test_a_recall_goes_from_its_draft_to_its_end(shell: Running, tmp_path: Path) -> None:
    captured(shell, tmp_path / "00000000-0000-4000-8000-000000000001.json", bizStep="receiving")
    english = ("--title-en", "Pork holds a banned drug", "--advice-en", "Do not eat it.")
    _, drafted, _ = run(shell, "recall", "draft", PIG, *PLAN, *english)
    assert (drafted["titleEn"], drafted["adviceEn"], drafted["reasonEn"]) == (english[1], english[3], "")
    number = drafted["number"]
    states = [run(shell, "recall", verb, number)[1]["state"] for verb in ("freeze", "issue")]
    assert states == ["frozen", "issued"]

    status, summary, told = captured(
        shell, tmp_path / "00000000-0000-4000-8000-000000000002.json", bizStep="retail_selling"
    )
    assert (status, summary["captures"][0]["warnings"][0]["code"]) == (0, "selling.recall.sell")
    assert "being recalled" in told

    report = tmp_path / "report.pdf"
    assert run(shell, "recall", "report", number, str(report))[1] == {"file": str(report)}
    assert report.read_bytes().startswith(b"%PDF-")
    assert run(shell, "recall", "close", number)[0] == 1
    assert run(shell, "recall", "close", number, "--reason", "全部收回")[1]["state"] == "closed"
    assert [each["number"] for each in run(shell, "recall", "list", "--state", "closed")[1]] == [number]
    assert run(shell, "recall", "show", number)[1]["title"] == PLAN[5]


def test_what_is_refused_says_what_would_do(shell: Running) -> None:
    status, _, told = run(shell, "recall", "draft", PIG, *PLAN[:2], *PLAN[4:])
    assert (status, "has a grade" in told) == (1, True)
    assert run(shell, "recall", "show", "R1999-00001")[0] == 1
