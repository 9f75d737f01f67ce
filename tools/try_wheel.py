"""Try wheel: build it, install it with the locked runtime alone, and use the command from somewhere else.

What it must show: the wheel holds every file of the package (SQL, templates, translations, built assets), needs nothing
of the checkout, and `zhuisu` works from it.
"""

import json
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tools import clean_environment

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
TRADE_ITEM = "06901234000016"


def main() -> int:
    """Build and try; print what is missing or wrong."""
    with TemporaryDirectory(prefix="zhuisu-wheel-") as name:
        folder = Path(name)
        wheel = build(folder / "dist")
        missing = package_files() - names_in(wheel)
        wrong = [f"the wheel lacks {each}" for each in sorted(missing)]
        wrong += try_command(clean_environment.make(folder / "env", wheel) / "zhuisu", folder)
        print(*wrong, sep="\n")
        print(f"{wheel.name}: {wheel.stat().st_size // 1024} KiB, {len(names_in(wheel))} files")
    return 1 if wrong else 0


def build(folder: Path) -> Path:
    """The wheel of this checkout."""
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=ROOT, check=True)
    return next(folder.glob("*.whl"))


def package_files() -> set[str]:
    """Every file under src/zhuisu that an installed zhuisu may need."""
    files = {path for path in (SOURCE / "zhuisu").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    return {path.relative_to(SOURCE).as_posix() for path in files if path.suffix not in (".po", ".pot", ".sha256")}


def names_in(wheel: Path) -> set[str]:
    """The names of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def try_command(zhuisu: Path, folder: Path) -> list[str]:
    """What the installed command does wrong, away from the checkout."""
    wrong = []
    usage = run([zhuisu, "--help"], folder)
    wrong += [f"`zhuisu --help` does not name {name}" for name in ("demo", "serve", "capture") if name not in usage]
    answer = json.loads(run([zhuisu, "identify", TRADE_ITEM, "--json"], folder))
    if f"01/{TRADE_ITEM}" not in json.dumps(answer):
        wrong.append(f"`zhuisu identify {TRADE_ITEM}` answers {answer}")
    return wrong


def run(command: Sequence[str | Path], folder: Path) -> str:
    """What a command prints, run in a folder that knows nothing of the checkout."""
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(folder), "ZHUISU_HOME": str(folder / "var")}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
