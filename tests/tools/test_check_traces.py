"""Check traces: a registry's host, a secret or a foreign path is found, and ordinary text is not."""

from pathlib import Path

import pytest

from tools import check_traces


def traces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str) -> list[str]:
    """What is found in one file of a repository."""
    monkeypatch.setattr(check_traces, "ROOT", tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return list(check_traces.traces_in(path))


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("https://files.python", "hosted.org/packages/x.whl"), "a registry's host"),
        (("https://registry.npm", "js.org/esbuild"), "a registry's host"),
        (("https://mirrors.example", ".cn/simple"), "a registry's host"),
        (("-----BEGIN RSA PRI", "VATE KEY-----"), "a private key"),
        (('SECRET_KEY = "', 'k3jh5k3jh5k3jh5k3jh5k3jh5"'), "a secret"),
        (("see ..", "/shared/design.md"), "a path beside the repository"),
    ],
)
def test_what_must_not_be_committed_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, str], what: str
) -> None:
    (line,) = traces(tmp_path, monkeypatch, "src/x.py", "# first\n" + "".join(words))
    assert line.startswith(f"src/x.py:2: {what}: ")


@pytest.mark.parametrize(
    "text",
    ["https://id.gs1.org/01/06901234000016", "SECRET_KEY = secret_key(CONFIG)", 'token = "…"', "shared with peers"],
)
def test_ordinary_text_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    assert traces(tmp_path, monkeypatch, "src/x.py", text) == []


def test_tests_may_read_the_documents_beside_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert traces(tmp_path, monkeypatch, "tests/conftest.py", "..") == []
    assert traces(tmp_path, monkeypatch, "tests/conftest.py", ".." + "/shared/epcis") == []
