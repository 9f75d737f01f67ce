"""`zhuisu serve`: everything that one machine needs."""

import argparse
import os

from zhuisu.server.serving import serve
from zhuisu.server.terminal import out


def listening(arguments: argparse.Namespace) -> None:
    """Options that say where to listen count as settings, for this process and its children."""
    for name in ("bind", "port"):
        value = getattr(arguments, name, None)
        if value is not None:
            os.environ[f"ZHUISU_{name.upper()}"] = value


def run(arguments: argparse.Namespace) -> int:
    """Runs until SIGTERM or SIGINT."""
    listening(arguments)
    serve(only=arguments.only, announce=lambda address: out.print(f"Zhuisu 追溯: {address}", markup=False))
    return 0
