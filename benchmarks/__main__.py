"""Run benchmarks: all, or those named."""

import argparse

from rich.console import Console

from benchmarks import capture, proof, query, scope, trace

BENCHMARKS = {
    "capture": capture.measure,
    "proof": proof.measure,
    "query": query.measure,
    "scope": scope.measure,
    "trace": trace.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {list(BENCHMARKS)} (default: all)")
    chosen = parser.parse_args().names or list(BENCHMARKS)
    console = Console(width=120)
    for name in chosen:
        BENCHMARKS[name](console)


if __name__ == "__main__":
    main()
