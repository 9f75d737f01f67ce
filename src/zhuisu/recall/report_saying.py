"""Saying: times, amounts and words of a report in the reader's language and the city's time."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

import msgspec

from zhuisu.core.findings import Language, Text
from zhuisu.recall.wording import UNITS

NOTHING = "—"


class Saying(msgspec.Struct, frozen=True):
    """For whom it is said, and in which zone times are."""

    language: Language
    zone: tzinfo

    def both(self, zh: str, en: str) -> str:
        return Text(zh, en).into(self.language)

    def text(self, text: Text) -> str:
        return text.into(self.language)

    def word(self, words: Mapping[str, Text], name: str) -> str:
        """What it is called; the name itself where nothing is known of it."""
        return words[name].into(self.language) if name in words else name

    def when(self, at: datetime | None) -> str:
        """To the minute; a dash where there is none."""
        return NOTHING if at is None else at.astimezone(self.zone).strftime("%Y-%m-%d %H:%M")

    def day(self, at: datetime) -> str:
        return at.astimezone(self.zone).strftime("%Y-%m-%d")

    def count(self, number: int) -> str:
        return f"{number:,}"

    def amount(self, quantity: float) -> str:
        """Without zeros that say nothing: at most three digits after the point, as answers have them."""
        return f"{quantity:,.3f}".rstrip("0").rstrip(".")

    def percent(self, number: int | None) -> str:
        return NOTHING if number is None else f"{number}%"

    def unit(self, uom: str) -> str:
        return UNITS[uom].into(self.language) if uom in UNITS else uom
