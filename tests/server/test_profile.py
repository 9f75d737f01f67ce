"""`zhuisu profile`: lists, shows, checks and tries profiles, without a database."""

import json
from pathlib import Path

import pytest

from tests.chains.documents import document
from tests.chains.story import broken, stories
from zhuisu import packaged
from zhuisu.server.cli import main

LIVESTOCK = packaged.texts("varieties")["livestock.toml"]


def test_list_names_every_variety(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "list", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["profiles"]
    assert [each["number"] for each in found] == list(range(1, 35))


@pytest.mark.parametrize("name", ["pesticide", "农药", "Pesticides"])
def test_show_knows_a_variety_by_id_and_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "show", name]) == 0
    assert "registered" in capsys.readouterr().out


def test_show_knows_an_alias(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "show", "beef", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "livestock"


def test_show_says_that_a_variety_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "show", "unicorn"]) == 1
    assert "profile list" in capsys.readouterr().err


def test_check_accepts_what_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(LIVESTOCK, "utf-8")
    assert main(["profile", "check", str(file)]) == 0
    assert capsys.readouterr().out.strip()


def test_check_tells_each_fault_with_file_and_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(LIVESTOCK.replace("immunise", "imunise", 1).replace("severity", "severty"), "utf-8")
    assert main(["profile", "check", str(file), "--json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert findings
    assert all(finding["path"].startswith(f"{file}:") and finding["zh"] and finding["en"] for finding in findings)


def test_check_of_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "check", str(tmp_path / "none.toml")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


def test_try_finds_what_the_profile_would_find(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = stories()["livestock"]
    told = broken(story, story["broken"]["rested"])
    events, mine = tmp_path / "events.json", tmp_path / "mine.toml"
    events.write_bytes(document(told, packaged.profiles()["livestock"], packaged.library()))
    mine.write_text(LIVESTOCK, "utf-8")
    assert main(["profile", "try", str(mine), str(events), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "rested" in {finding["subject"]["rule"] for finding in found["findings"]}
    assert found["events"] == len(told["events"])
