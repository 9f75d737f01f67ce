"""People: whom accounts stand for, as screens name them: a person, a department, the platform itself, the public."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from zhuisu.access.people import all_called
from zhuisu.casework.steps import MACHINE, PUBLIC
from zhuisu.console.both import both, told
from zhuisu.rating.proposing import PLATFORM

_NOBODY: Final[Mapping[str, Any]] = {
    MACHINE: both("系统", "the platform"),
    PLATFORM: both("平台", "the platform"),
    PUBLIC: both("群众", "the public"),
    "": "",
}
"""Who acts without an account."""


def names_of(accounts: Iterable[str]) -> Mapping[str, str]:
    """By account, in the reader's language, in a few queries."""
    wanted = set(accounts)
    called = {name: told(text) for name, text in all_called(wanted - _NOBODY.keys()).items()}
    return called | {name: str(_NOBODY[name]) for name in wanted & _NOBODY.keys()}


def name_of(account: str) -> str:
    """Of one."""
    return names_of([account])[account]
