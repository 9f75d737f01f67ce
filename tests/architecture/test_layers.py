"""Layers: an import that goes upward, or out of a pure core, breaks a contract of pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = [path.parent.relative_to(ROOT / "src") for path in (ROOT / "src" / "zhuisu").glob("*/__init__.py")]
CORE = [path.parent.relative_to(ROOT / "src") for path in (ROOT / "src" / "zhuisu" / "core").glob("*/__init__.py")]
MODULES = [path.relative_to(ROOT / "src") for path in (ROOT / "src" / "zhuisu").glob("core/[a-z]*.py")]

UPWARD = "Lower layers never import higher ones"
INSIDE_CORE = "Inside core: no part imports one above it"
PURE = "core is pure: no framework, no database, no I/O, no clock, no randomness"
SQL = "Tracing and portal speak no SQL"


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """The project's packages, empty, under the project's contracts."""
    for package in [Path("zhuisu"), *PACKAGES, *CORE]:
        (tmp_path / package).mkdir(parents=True, exist_ok=True)
        (tmp_path / package / "__init__.py").touch()
    for module in MODULES:
        (tmp_path / module).touch()
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text("utf-8"), "utf-8")
    return tmp_path


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the packages of a folder."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"]
    return subprocess.run(command, cwd=folder, env={"PYTHONPATH": "."}, capture_output=True, text=True, check=False)


def test_packages_that_import_nothing_keep_every_contract(skeleton: Path) -> None:
    done = lint(skeleton)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("zhuisu/core/codes/wrong.py", "import zhuisu.core.epcis", INSIDE_CORE),
        ("zhuisu/core/epcis/wrong.py", "import zhuisu.core.lineage", INSIDE_CORE),
        ("zhuisu/core/findings.py", "import zhuisu.core.codes", INSIDE_CORE),
        ("zhuisu/core/lineage/wrong.py", "from zhuisu import ledger", UPWARD),
        ("zhuisu/ledger/wrong.py", "from zhuisu import capture", UPWARD),
        ("zhuisu/access/wrong.py", "import zhuisu.server", UPWARD),
        ("zhuisu/exchange/wrong.py", "import zhuisu.portal", UPWARD),
        ("zhuisu/portal/wrong.py", "import zhuisu.exchange", UPWARD),
        ("zhuisu/core/codes/wrong.py", "import django.db", PURE),
        ("zhuisu/core/codes/wrong.py", "import os", PURE),
        ("zhuisu/core/lineage/wrong.py", "from time import time", PURE),
        ("zhuisu/core/epcis/wrong.py", "import random", PURE),
        ("zhuisu/tracing/wrong.py", "import psycopg", SQL),
    ],
)
def test_a_wrong_import_breaks_its_contract(skeleton: Path, module: str, line: str, broken: str) -> None:
    (skeleton / module).write_text(line + "\n", "utf-8")
    done = lint(skeleton)
    assert done.returncode == 1
    assert f"{broken} BROKEN" in done.stdout.replace("\n", " ")


def test_a_package_without_a_place_in_the_layers_breaks_the_contract(skeleton: Path) -> None:
    (skeleton / "zhuisu" / "gadgets").mkdir()
    (skeleton / "zhuisu" / "gadgets" / "__init__.py").touch()
    done = lint(skeleton)
    assert done.returncode == 1
    assert "gadgets" in done.stdout
