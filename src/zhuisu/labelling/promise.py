"""Promise: the words of the 承诺达标合格证, as data: what is promised, and on what the promise rests."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from zhuisu.core.findings import Text


class Promise(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """See data/certificate.toml. The words of `basis` are those of the field `zhuisu:conformityBasis`."""

    title: Text
    lead: Text
    promises: tuple[Text, ...]
    law: Text
    basis: Mapping[str, Text]


@cache
def promise() -> Promise:
    text = (Path(__file__).parent / "data" / "certificate.toml").read_text(encoding="utf-8")
    return msgspec.toml.decode(text, type=Promise)
