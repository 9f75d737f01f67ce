"""Hurrying: a scope is followed for some seconds, and then given up."""

import time

from zhuisu.tracing.scope import Progress, Report, StoppedError


def hurried(seconds: float) -> Report:
    """What looks on while a scope grows, and stops it after so long."""
    end = time.monotonic() + seconds

    def look(_: Progress) -> None:
        if time.monotonic() > end:
            raise StoppedError

    return look
