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


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run pytest once; its exit status is ours. In CI every test must be able to run."""
    chromium = provide_chromium(environment)
    selection: list[str] = []
    if chromium is None:
        print(LEFT_OUT, file=sys.stderr)
        if environment.get("CI"):
            return 1
        selection = ["-m", "not browser"]
    else:
        environment = {**environment, "ZHUISU_TEST_CHROMIUM": str(chromium)}
    command = [sys.executable, "-m", "pytest", *selection, *arguments]
    status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    if status == NOTHING_COLLECTED:
        print("pytest found no test to run, and that is a failure here.", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
