"""Gates: what must hold before a change lands, one command each, stopping at the first that fails.

python -m tools.gates lint|docs|package|readme
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Gate:
    """One check: what holds when it passes, the module and arguments that tell, and what to do when it fails."""

    holds: str
    command: tuple[str, ...]
    remedy: str


GATES: Mapping[str, tuple[Gate, ...]] = {
    "lint": (
        Gate("the sources follow the style", ("ruff", "check", "--quiet"), "make format mends most of it"),
        Gate("the sources are formatted", ("ruff", "format", "--check", "--quiet"), "make format"),
        Gate(
            "lower layers import no higher ones", ("tools.check_layers",), "docs/architecture.md says what may be used"
        ),
        Gate("types hold", ("mypy",), "see the lines above"),
        Gate("Django finds no fault", ("django", "check", "--fail-level", "WARNING"), "see the lines above"),
        Gate("every template compiles", ("tools.check_templates",), "see the lines above"),
        Gate("no migration is missing", ("tools.check_migrations",), ".venv/bin/python -m django makemigrations"),
        Gate("every text is translated", ("tools.check_translations",), "see the lines above"),
        Gate("the locks match pyproject.toml", ("tools.check_locks",), "make lock"),
        Gate("no host of a registry, no secret, no foreign path", ("tools.check_traces",), "take it out"),
    ),
    "docs": (
        Gate(
            "the documentation builds",
            ("sphinx", "-q", "-W", "-n", "--keep-going", "docs", "docs/_build/html"),
            "see the lines above",
        ),
        Gate("every link and anchor leads somewhere", ("tools.check_links",), "see the lines above"),
        Gate("every command in a document exists", ("tools.check_commands",), "see the lines above"),
    ),
    "package": (Gate("the wheel works on its own", ("tools.try_wheel",), "see the lines above"),),
    "readme": (Gate("the commands of the README do what it says", ("tools.try_readme",), "see the lines above"),),
}


def main(groups: Sequence[str]) -> int:
    """Run the gates of the named groups in order; 1 at the first that fails."""
    with TemporaryDirectory(
        prefix="zhuisu-gates-"
    ) as home:  # the settings keep a key there; the real home is left alone
        Path(home, "incoming").mkdir()  # where bodies are spooled: the server makes it when it starts
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "zhuisu.server.settings", "ZHUISU_HOME": home}
        return 0 if all(passes(gate, environment) for group in groups for gate in GATES[group]) else 1


def passes(gate: Gate, environment: Mapping[str, str]) -> bool:
    """Run one gate: how long it took and its last line when it passes, all that it said when it fails."""
    started = time.monotonic()
    print(f"· {gate.holds} … ", end="", flush=True)
    done = subprocess.run(
        [sys.executable, "-m", *gate.command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        said = done.stdout.strip().splitlines()[-1:]
        print(f"yes ({time.monotonic() - started:.1f} s)", *said, flush=True)
        return True
    print(f"NO\n{done.stdout}\nFailed: {gate.holds} ({' '.join(gate.command)}). What to do: {gate.remedy}.", flush=True)
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
