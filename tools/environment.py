"""Environment: the project's `.venv`, made from the hashed locks and changed only when they have changed.

    python tools/environment.py run        what `zhuisu` needs to run from this checkout
    python tools/environment.py develop    the same, and what tests, checks and documentation need

Standard library alone, since this runs before anything is installed: with uv when it is on the PATH, with venv and pip
otherwise. Everything comes from `requirements/` by its hash, the build backend and the node that bundles the front end
included; so the editable install builds right there, and no isolated environment fetches what nobody pinned.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "zhuisu-stamp.json"
PROJECT = (ROOT / "pyproject.toml", ROOT / "hatch_build.py")


class Level(StrEnum):
    """How much is installed."""

    RUN = "run"
    DEVELOP = "develop"


LOCKS = {
    Level.RUN: ("requirements/runtime.txt", "requirements/build.txt"),
    Level.DEVELOP: ("requirements/dev.txt",),
}

NO_VENV = """\
This Python cannot make a virtual environment: its ensurepip is missing. Debian and Ubuntu keep it in a package apart:
    apt-get install python3-venv
(or put uv on the PATH). Then run the same command again.
这个 Python 缺少 ensurepip，无法建立虚拟环境。请安装上面的软件包（或把 uv 放进 PATH），再运行同一命令。"""

NOT_WRITABLE = """\
Cannot write to {place}: this checkout belongs to another user. Clone it as yourself, or ask its owner to run this.
无法写入 {place}：该目录属于其他用户。请以自己的身份重新克隆，或由其所有者运行。"""

FAILED = """\
Setup stopped: `{command}` failed (its own words are above). Nothing is half done: the same command goes on from here.
安装中断：`{command}` 失败（原因见上）。没有留下半成品，再次运行同一命令即可继续。"""


class SetupError(Exception):
    """What kept the environment from being made, in English and Chinese."""


def main(arguments: Sequence[str]) -> int:
    """Make the environment of the level that the first argument names; 1 and a sentence when that cannot be done."""
    try:
        with one_at_a_time():
            make(Level(arguments[0]))
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(NOT_WRITABLE.format(place=error.filename or ROOT), file=sys.stderr)
        return 1
    return 0


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold a second setup of the same checkout back until the first is done."""
    with Path(__file__).open() as this_file:
        fcntl.flock(this_file, fcntl.LOCK_EX)
        yield


def make(level: Level) -> None:
    """Bring `.venv` to what the locks and the sources say. Where it is there already, do and say nothing."""
    started = time.monotonic()
    stamp = read_stamp()
    wanted = {kind: digest(ROOT / lock for lock in locks) for kind, locks in LOCKS.items()}
    if not PYTHON.exists() or stamp.get("place", str(ROOT)) != str(ROOT):
        create_venv()
        stamp = write_stamp({"place": str(ROOT)})
    if stamp.get(level) != wanted[level]:
        say(f"Installing the locked packages of {' and '.join(LOCKS[level])} …")
        install("--require-hashes", *(part for lock in LOCKS[level] for part in ("-r", lock)))
        compile_modules(VENV / "lib")
        stamp = write_stamp(stamp | (wanted if level is Level.DEVELOP else {level: wanted[level]}))
    project = digest(PROJECT)
    if stamp.get("project") != project:
        say("Installing zhuisu itself, with its front end …")
        install("--no-deps", "--no-build-isolation", "--editable", ".")
        compile_modules(ROOT / "src")
        write_stamp(stamp | {"place": str(ROOT), "project": project})
        say(f"Ready in {time.monotonic() - started:.0f} s: .venv/bin/zhuisu")
    else:  # nothing happens here either, unless the front end or a translation was edited
        run(str(PYTHON), "hatch_build.py")
        compile_modules(ROOT / "src")


def create_venv() -> None:
    """Make `.venv` anew. A checkout that was moved needs this too: scripts in it name the old folder."""
    if not os.access(ROOT, os.W_OK):
        raise SetupError(NOT_WRITABLE.format(place=ROOT))
    shutil.rmtree(VENV, ignore_errors=True)
    if uv := shutil.which("uv"):
        say(f"Making .venv with uv for Python {sys.version.split()[0]} …")
        run(uv, "venv", "--quiet", "--python", sys.executable, str(VENV))
        return
    say(f"Making .venv for Python {sys.version.split()[0]} …")
    if not has_module(Path(sys.executable), "ensurepip"):
        raise SetupError(NO_VENV)
    run(sys.executable, "-m", "venv", str(VENV))


def install(*arguments: str) -> None:
    """Install into `.venv` with uv or pip, whichever there is; both read the same arguments."""
    if not os.access(VENV, os.W_OK):
        raise SetupError(NOT_WRITABLE.format(place=VENV))
    if uv := shutil.which("uv"):
        run(uv, "pip", "install", "--quiet", "--python", str(PYTHON), *arguments)
        return
    if not has_module(PYTHON, "pip"):  # made by a uv that is gone
        run(str(PYTHON), "-m", "ensurepip", "--default-pip")
    run(str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", *arguments)


def run(*command: str) -> None:
    """Run one command in the checkout; a failure ends the setup with a sentence."""
    environment = os.environ | {"PIP_USER": "0"}  # a machine's `user = true` cannot hold inside a virtual environment
    if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
        raise SetupError(FAILED.format(command=" ".join(command)))


def compile_modules(*folders: Path) -> None:
    """Compile what has changed. uv leaves that to the processes that import it, each of which does it again where it
    may not write (PYTHONDONTWRITEBYTECODE). What cannot be compiled is told by whoever needs it: packages bring such.
    """
    command = [str(PYTHON), "-W", "ignore", "-m", "compileall", "-qq", "-j", "0", *map(str, folders)]
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)


def has_module(python: Path, name: str) -> bool:
    """Whether that Python can import that module."""
    return subprocess.run([python, "-c", f"import {name}"], capture_output=True, check=False).returncode == 0


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over names and contents, so that a checkout of other content is never taken for this one."""
    total = hashlib.sha256()
    for path in paths:
        total.update(f"{path.relative_to(ROOT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_stamp() -> dict[str, str]:
    """What the environment was last made from; nothing known when there is no stamp or a broken one."""
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(stamp: Mapping[str, str]) -> dict[str, str]:
    """Record what the environment is made from now; answers it."""
    STAMP.write_text(json.dumps(stamp, indent=1), "utf-8")
    return dict(stamp)


def say(sentence: str) -> None:
    """Tell whoever waits what goes on."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
