"""Lapsing: licences that hold today and end soon: a form that is kept on a phone has to tell of it once they have."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from zhuisu.console.both import told
from zhuisu.core.findings import Text
from zhuisu.recording.licensing import LicenceNeed

KEPT_DAYS: Final = 60
"""Nobody keeps a form longer without a network."""


class Lapsing(NamedTuple):
    """The last day on which a licence holds, and what is said after it."""

    until: str
    told: str


def lapsing(licences: Iterable[LicenceNeed], today: date) -> Iterator[Lapsing]:
    """Those of the party's own licences that end within the days for which a form may be kept."""
    for need in licences:
        if need.is_valid and need.days_left is not None and need.days_left <= KEPT_DAYS:
            zh, en = need.name.zh, need.name.en
            said = Text(f"{zh}已到期，请先登记或延续。", f"The {en} has ended: register or renew it first.")
            yield Lapsing(f"{today + timedelta(days=need.days_left)}", told(said))
