"""Clean environment: a throw-away virtual environment that holds nothing but the locked runtime and one wheel."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def make(folder: Path, wheel: Path) -> Path:
    """Install the wheel over `requirements/runtime.txt` in a new environment; answers the folder of its commands."""
    python = folder / "bin" / "python"
    uv = shutil.which("uv")
    if uv:
        call(uv, "venv", "--quiet", "--python", sys.executable, str(folder))
        install = [uv, "pip", "install", "--quiet", "--python", str(python)]
    else:
        call(sys.executable, "-m", "venv", str(folder))
        install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    call(*install, "--require-hashes", "-r", str(ROOT / "requirements" / "runtime.txt"))
    call(*install, "--no-deps", str(wheel))
    return python.parent


def call(*command: str) -> None:
    """Run one command; a failure ends the gate with that command's own words."""
    subprocess.run(command, check=True, env=os.environ | {"PIP_USER": "0"})
