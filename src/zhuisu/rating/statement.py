"""Statement: what a certificate says, as the text that is signed: a line a fact, for people and programs."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import msgspec
from django.conf import settings

HEAD: Final = "zhuisu traceable-supplier certificate v1"
"""The first line: no checkpoint of a log begins with it, so that no signature of one counts for the other."""


PATH: Final = "/certificate/"


class Figures(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is certified of a time: the mean score, its months, records, batches, and how many of the `chains` that were
    looked at are complete."""

    since: date
    until: date
    score: float
    months: tuple[tuple[str, float], ...]
    records: int
    batches: int
    chains: int
    complete: int


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate's number, whose it is, until when it holds (included), and its figures."""

    number: str
    party: str
    name: str
    issued: date
    valid_until: date
    figures: Figures
    address: str

    @property
    def text(self) -> str:
        """The text to sign; it ends with a newline. A name with line breaks has blanks in their place."""
        lines = (f"{name}: {' '.join(str(value).split())}" for name, value in self._facts().items())
        return "\n".join((HEAD, *lines)) + "\n"

    def _facts(self) -> Mapping[str, str | int | float | date]:
        figures = self.figures
        return {
            "number": self.number,
            "party": self.party,
            "name": self.name,
            "issued": self.issued,
            "valid-until": self.valid_until,
            "period": f"{figures.since} .. {figures.until}",
            "score": figures.score,
            "months": ", ".join(f"{month} {score:g}" for month, score in figures.months),
            "records": figures.records,
            "batches": figures.batches,
            "chains-complete": f"{figures.complete} of {figures.chains}",
            "verify": self.address,
        }


def address_of(number: str) -> str:
    """Where anybody checks it."""
    return f"{settings.NOTICE_ADDRESS.rstrip('/')}{PATH}{number}"
