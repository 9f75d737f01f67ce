"""Environment: made once, left alone while nothing changes, brought up to date when something does."""

from pathlib import Path

import pytest

from tools import environment
from tools.environment import Level, SetupError, main, make


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """A checkout in a folder with a space, and the commands that setup would run there."""
    root = tmp_path / "my clone"
    (root / "requirements").mkdir(parents=True)
    for name in ("runtime", "build", "dev"):
        (root / "requirements" / f"{name}.txt").write_text(f"{name}==1\n", "utf-8")
    (root / "pyproject.toml").write_text("[project]\n", "utf-8")
    (root / "hatch_build.py").touch()
    venv = root / ".venv"
    monkeypatch.setattr(environment, "ROOT", root)
    monkeypatch.setattr(environment, "VENV", venv)
    monkeypatch.setattr(environment, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(environment, "STAMP", venv / "zhuisu-stamp.json")
    monkeypatch.setattr(environment, "PROJECT", (root / "pyproject.toml", root / "hatch_build.py"))
    monkeypatch.setattr(environment, "has_module", lambda *_: True)
    monkeypatch.setenv("PATH", "")
    ran: list[tuple[str, ...]] = []

    def record(*command: str) -> None:
        ran.append(command)
        if "venv" in command:
            (venv / "bin").mkdir(parents=True)
            (venv / "bin" / "python").touch()

    monkeypatch.setattr(environment, "run", record)
    monkeypatch.setattr(environment, "compile_modules", lambda *folders: record("compileall", *map(str, folders)))
    return ran


def kinds(commands: list[tuple[str, ...]]) -> list[str]:
    """Each command by the word that tells it from the others."""
    words = ("compileall", "venv", "--require-hashes", "--editable", "hatch_build.py")
    return [next(word for word in words if word in command) for command in commands]


def test_the_first_setup_makes_the_environment_from_the_locks_and_installs_the_project(
    commands: list[tuple[str, ...]],
) -> None:
    make(Level.RUN)
    assert kinds(commands) == ["venv", "--require-hashes", "compileall", "--editable", "compileall"]
    assert "requirements/runtime.txt" in commands[1]
    assert "requirements/build.txt" in commands[1]
    assert "--no-build-isolation" in commands[3]


def test_the_second_setup_only_asks_the_front_end(commands: list[tuple[str, ...]]) -> None:
    make(Level.RUN)
    commands.clear()
    make(Level.RUN)
    assert kinds(commands) == ["hatch_build.py", "compileall"]


def test_developing_adds_its_lock_and_covers_running(commands: list[tuple[str, ...]]) -> None:
    make(Level.RUN)
    commands.clear()
    make(Level.DEVELOP)
    assert kinds(commands) == ["--require-hashes", "compileall", "hatch_build.py", "compileall"]
    commands.clear()
    make(Level.RUN)
    assert kinds(commands) == ["hatch_build.py", "compileall"]


def test_a_changed_lock_is_installed(commands: list[tuple[str, ...]]) -> None:
    make(Level.RUN)
    (environment.ROOT / "requirements" / "runtime.txt").write_text("runtime==2\n", "utf-8")
    commands.clear()
    make(Level.RUN)
    assert kinds(commands) == ["--require-hashes", "compileall", "hatch_build.py", "compileall"]


def test_a_changed_project_is_installed(commands: list[tuple[str, ...]]) -> None:
    make(Level.RUN)
    (environment.ROOT / "pyproject.toml").write_text("[project]\nname='x'\n", "utf-8")
    commands.clear()
    make(Level.RUN)
    assert kinds(commands) == ["--editable", "compileall"]


def test_an_environment_of_another_folder_is_made_anew(commands: list[tuple[str, ...]]) -> None:
    make(Level.RUN)
    stamp = environment.STAMP
    stamp.write_text(stamp.read_text("utf-8").replace("my clone", "elsewhere"), "utf-8")
    commands.clear()
    make(Level.RUN)
    assert kinds(commands) == ["venv", "--require-hashes", "compileall", "--editable", "compileall"]


def test_a_setup_that_was_interrupted_goes_on(commands: list[tuple[str, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    record = environment.run

    def fail_to_install(*command: str) -> None:
        record(*command)
        if "--require-hashes" in command:
            raise SetupError("no network")

    monkeypatch.setattr(environment, "run", fail_to_install)
    with pytest.raises(SetupError):
        make(Level.RUN)
    monkeypatch.setattr(environment, "run", record)
    commands.clear()
    make(Level.RUN)
    assert kinds(commands) == ["--require-hashes", "compileall", "--editable", "compileall"]


@pytest.mark.usefixtures("commands")
def test_a_python_without_ensurepip_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "has_module", lambda *_: False)
    assert main(["run"]) == 1
    told = capsys.readouterr().err
    assert "apt-get install python3-venv" in told
    assert "虚拟环境" in told


def test_uv_is_used_when_it_is_there(
    commands: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = tmp_path / "uv"
    uv.touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    make(Level.RUN)
    assert {command[0] for command in commands if command[0] != "compileall"} == {str(uv)}
