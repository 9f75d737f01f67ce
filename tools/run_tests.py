"""Run the tests: pytest over everything, in a browser too where there is one.

python -m tools.run_tests [pytest's arguments]
"""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.chromium import LEFT_OUT, provide_chromium

ROOT = Path(__file__).resolve().parent.parent
NOTHING_COLLECTED = 5
SERVED = ("15", "16", "17", "18")
AT_ONCE = ("-n", str(min(4, (os.cpu_count() or 1) + 1)), "--dist", "loadfile", "--no-loadscope-reorder")
"""A run of everything is divided by file among one worker more than there are cores, since many tests wait for a server
or a browser; each worker has a home and a database of its own."""

SPEAK_SQL = ("tests/ledger", "tests/capture", "tests/tracing", "tests/access")


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run pytest once; its exit status is ours. In CI every test must be able to run.

    Tests start hundreds of processes: they may keep what they compiled, else each would compile everything again.
    """
    environment = {name: value for name, value in environment.items() if name != "PYTHONDONTWRITEBYTECODE"}
    chromium = provide_chromium(environment)
    selection: list[str] = []
    if chromium is None:
        print(LEFT_OUT, file=sys.stderr)
        if environment.get("CI"):
            return 1
        selection = ["-m", "not browser"]
    else:
        environment = {**environment, "ZHUISU_TEST_CHROMIUM": str(chromium)}
    divided = () if arguments else AT_ONCE
    command = [sys.executable, "-m", "pytest", *divided, *selection, *arguments]
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status == NOTHING_COLLECTED:
        print("pytest found no test to run, and that is a failure here.", file=sys.stderr)
    if status or arguments:
        return status
    return max((_run_on(binaries, environment) for binaries in other_servers()), default=0)


def other_servers() -> list[Path]:
    """The binaries of the PostgreSQL servers that this machine has besides the embedded one."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return sorted(path.parent for path in found if path.parent.parent.name in SERVED)


def _run_on(binaries: Path, environment: Mapping[str, str]) -> int:
    """The tests of all that speaks SQL, on another server."""
    print(f"\nThe ledger once more, on PostgreSQL {binaries.parent.name} ({binaries})", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", *AT_ONCE, *SPEAK_SQL]
    environment = {**environment, "ZHUISU_POSTGRES_BIN": str(binaries)}
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
