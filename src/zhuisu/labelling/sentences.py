"""Sentences: what labelling says to readers."""

from typing import Final

import msgspec

from zhuisu.core.findings import Text


class Saying(msgspec.Struct, frozen=True):
    """A sentence with places for facts."""

    zh: str
    en: str

    def format(self, **facts: str | int) -> Text:
        return Text(self.zh.format(**facts), self.en.format(**facts))


TOO_MANY_PLACES: Final = Saying(
    "此码已在 {places} 个以上不同的地方被查询，共 {scans} 次。一件商品只有一个码：如果不是您自己查的，请当心假冒。",
    "This code was looked up from {places} places or more, {scans} times in all. One item has one code: if it was not"
    " you, beware of a counterfeit.",
)
TOO_OFTEN: Final = Saying(
    "此码已被查询 {scans} 次，比一件商品通常的次数多得多：如果不是您自己查的，请当心假冒。",
    "This code was looked up {scans} times, far more often than one item usually is: if it was not you, beware of a"
    " counterfeit.",
)
