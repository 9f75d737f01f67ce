"""Terminal: how commands speak to people and to programs."""

import os
import sys
from typing import Any

import msgspec
from rich.console import Console

from zhuisu.core.findings import Language

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def language() -> Language:
    """The language of the terminal: Chinese where its locale is, else English."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return Language.ZH if next((name for name in names if name), "").lower().startswith("zh") else Language.EN


def say_json(value: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
    sys.stdout.buffer.flush()
