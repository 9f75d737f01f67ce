"""Lock: compile `requirements/*.txt` from pyproject.toml, for every supported Python and platform, with hashes.

python -m tools.lock              (needs uv on the PATH)
python -m tools.lock --upgrade    the newest versions that pyproject.toml allows
"""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# No index is named in what is committed: each machine says where its packages come from.
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
)


@dataclass(frozen=True)
class Lock:
    """One lock file: which tables of pyproject.toml it is compiled from, and which locks it must agree with."""

    path: str
    project: tuple[str, ...]
    groups: tuple[str, ...]
    agrees_with: tuple[str, ...] = ()

    def arguments(self) -> list[str]:
        """What uv is told; earlier locks are constraints, so that no package has two versions."""
        groups = [word for group in self.groups for word in ("--group", group)]
        constraints = [word for lock in self.agrees_with for word in ("--constraint", lock)]
        return [*COMPILE, *self.project, *groups, *constraints, "--output-file", self.path]


RUNTIME = Lock("requirements/runtime.txt", ("pyproject.toml",), ())
BUILD = Lock("requirements/build.txt", (), ("build",), (RUNTIME.path,))
DEV = Lock("requirements/dev.txt", ("pyproject.toml",), ("dev",), (RUNTIME.path, BUILD.path))
LOAD = Lock("requirements/load.txt", (), ("load",))
LOCKS = (RUNTIME, BUILD, DEV, LOAD)


def main(arguments: Sequence[str]) -> int:
    """Compile every lock; further arguments go to uv."""
    uv = shutil.which("uv")
    if uv is None:
        print("make lock needs uv on the PATH (python -m pip install uv).", file=sys.stderr)
        return 1
    for lock in LOCKS:
        print(f"{lock.path} …", flush=True)
        subprocess.run([uv, *lock.arguments(), *arguments], cwd=ROOT, check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
