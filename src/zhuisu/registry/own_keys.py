"""Own keys: the one key under which the registry has each party, so that whoever goes by several counts once."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from zhuisu.ledger.database import ask, ledger_cursor
from zhuisu.ledger.queries import load

_SQL: Final = load("own_keys", Path(__file__).parent / "sql")


def own_keys(keys: Collection[str]) -> Mapping[str, str]:
    """The own key of the party that each of these names; without those that the registry does not know."""
    with ledger_cursor() as cursor:
        return dict(ask(cursor, _SQL["parties"], {"keys": sorted(keys)}).fetchall())
