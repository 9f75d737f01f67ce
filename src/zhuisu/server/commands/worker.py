"""`zhuisu worker`: background work alone."""

import argparse

from zhuisu.server.serving import serve


def run(_: argparse.Namespace) -> int:
    """Runs until SIGTERM or SIGINT."""
    serve(only="worker", announce=lambda _: None)
    return 0
