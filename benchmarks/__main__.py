"""Run benchmarks: all, or those named, each in a process of its own."""

import argparse
import subprocess
import sys

from rich.console import Console

from benchmarks import capture, figures, people, proof, query, rules, scope, sheets, trace

BENCHMARKS = {
    "capture": capture.measure,
    "people": people.measure,
    "figures": figures.measure,
    "proof": proof.measure,
    "query": query.measure,
    "rules": rules.measure,
    "scope": scope.measure,
    "sheets": sheets.measure,
    "trace": trace.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {list(BENCHMARKS)} (default: all)")
    chosen = parser.parse_args().names or list(BENCHMARKS)
    if len(chosen) == 1:
        BENCHMARKS[chosen[0]](Console(width=120))
        return
    for name in chosen:
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)


if __name__ == "__main__":
    main()
