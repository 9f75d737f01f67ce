"""Withheld: what is not shown of a record, in words."""

from collections.abc import Sequence

from zhuisu.core.findings import Language, Text
from zhuisu.core.profiles.path_names import name_of
from zhuisu.packaged import library
from zhuisu.portal.words.attributes import MEASUREMENTS, PAPERS

OTHERS = Text("报送方自定的 {count} 项", "{count} fields of the sender's own")
OF_PLACE = Text("地点的附加信息", "further details of the place")
SENSOR = Text("传感器编号", "numbers of sensors")
PERFORMER = Text("经办人", "who did it in person")


def withheld_in_words(paths: Sequence[str], language: Language) -> list[str]:
    """What is not shown, each once; fields that no vocabulary names are only counted."""
    named = [text for path in paths if (text := _named(path)) is not None]
    told = list(dict.fromkeys(text.into(language) for text in named))
    own = len(paths) - len(named)
    return [*told, OTHERS.into(language).format(count=own)] if own else told


def _named(path: str) -> Text | None:
    head, _, rest = path.partition(".")
    if path in ("zhuisu:actor", "zhuisu:performedBy"):
        return PERFORMER
    if path.startswith(("readPoint ", "bizLocation ")):
        return OF_PLACE
    if path == "sensor":
        return SENSOR
    found = name_of(path, library())
    if found.en != path:
        return found
    return MEASUREMENTS.get(rest) if head == "sensor" else PAPERS.get(rest) if head == "transaction" else None
