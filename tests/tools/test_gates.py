"""Gates: the first that fails ends the run with its own words and what to do."""

import os
import sys
from pathlib import Path

import pytest

from tools import chromium, run_tests
from tools.gates import GATES, Gate, passes
from tools.try_readme import commands_of


def test_a_gate_that_holds_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert passes(Gate("the platform answers", ("platform",), "nothing"), os.environ)
    assert "the platform answers … yes" in capsys.readouterr().out


def test_a_gate_that_fails_shows_its_output_and_the_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    assert not passes(Gate("the module exists", ("no_such_module",), "write it"), os.environ)
    told = capsys.readouterr().out
    assert "No module named no_such_module" in told
    assert "What to do: write it." in told


def test_every_gate_that_is_ours_exists() -> None:
    ours = {gate.command[0] for gates in GATES.values() for gate in gates if gate.command[0].startswith("tools.")}
    root = Path(__file__).resolve().parents[2]
    assert [name for name in sorted(ours) if not (root / f"{name.replace('.', '/')}.py").is_file()] == []


def test_without_a_browser_its_tests_are_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run_tests, "provide_chromium", lambda _: None)
    assert run_tests.main(["--version"], {"PATH": "/usr/bin"}) == 0
    assert chromium.LEFT_OUT in capsys.readouterr().err


def test_in_ci_a_missing_browser_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_tests, "provide_chromium", lambda _: None)
    assert run_tests.main(["--version"], {"PATH": "/usr/bin", "CI": "true"}) == 1


def test_the_named_browser_is_taken() -> None:
    assert chromium.find_chromium({"ZHUISU_TEST_CHROMIUM": sys.executable}) == Path(sys.executable)
    assert chromium.find_chromium({"ZHUISU_TEST_CHROMIUM": "/nowhere"}) is None


def test_the_commands_of_a_readme_are_read_without_their_comments(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("```sh\nmake setup  # once\n# then\nmake demo\n```\n\n```text\nnot run\n```\n", "utf-8")
    assert commands_of(document) == ["make setup", "make demo"]


def test_both_readmes_hold_the_same_commands() -> None:
    root = Path(__file__).resolve().parents[2]
    commands = commands_of(root / "README.md")
    assert commands[0] == "make demo"
    assert commands == commands_of(root / "README.zh-CN.md")
