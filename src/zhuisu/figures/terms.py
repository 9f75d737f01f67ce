"""Terms: what the figures of the city rest on, as data."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

from zhuisu.ledger.concern import within


class Silence(msgspec.Struct, frozen=True):
    """When somebody who reported stops being heard of."""

    days_seen: int
    pauses: int
    longest_pause_days: int
    patience: int
    at_least_days: int
    remembered_days: int
    forgotten_days: int


class Public(msgspec.Struct, frozen=True):
    """From how much on a number is published, for how many months back, and how long an answer is kept."""

    parties: int
    events: int
    months: int
    minutes: int


class Terms(msgspec.Struct, frozen=True):
    """See data/figures.toml, which says what each is."""

    city: str
    overdue_days: int
    expiring_days: int
    chains_a_day: int
    chain_days: int
    silence: Silence
    public: Public

    def is_here(self, region: str) -> bool:
        """Whether a region lies in the city."""
        return self.city in within(region)


@cache
def terms() -> Terms:
    """Those that ship with Zhuisu."""
    text = (files("zhuisu.figures") / "data" / "figures.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Terms)
