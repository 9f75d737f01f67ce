"""The command line `zhuisu`."""

import argparse
import sys

from zhuisu.server.boot import database, migrate
from zhuisu.server.trouble import TroubleError


def main(arguments: list[str] | None = None) -> int:
    """Run one command. The exit status: 0, or 1 with a sentence on standard error."""
    parser = argparse.ArgumentParser(prog="zhuisu")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("migrate").set_defaults(run=_migrate)
    chosen = parser.parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except TroubleError as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _migrate(_: argparse.Namespace) -> int:
    with database():
        for name in migrate():
            print(name)
    return 0
