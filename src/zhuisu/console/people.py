"""People: whom accounts stand for, as screens name them: a person, a department, the platform itself, the public."""

from collections.abc import Iterable, Mapping

from zhuisu.access.people import all_called
from zhuisu.console.both import told


def names_of(accounts: Iterable[str]) -> Mapping[str, str]:
    """By account, in the reader's language, in a few queries."""
    return {name: told(text) for name, text in all_called(accounts).items()}


def name_of(account: str) -> str:
    """Of one."""
    return names_of([account])[account]
