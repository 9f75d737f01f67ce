"""Looked up: when the code of one item was first looked up, how often, from how many places: a copied code shows so."""

from typing import NamedTuple

from django.utils import timezone

from zhuisu.core.codes import Level, parse_key
from zhuisu.core.findings import Language
from zhuisu.labelling.scans import Seen
from zhuisu.portal.enterprises import region_name
from zhuisu.portal.wording import day_in_words


class Looked(NamedTuple):
    """`first` is a day and a time, empty where nobody looked before."""

    first: str
    where: str
    scans: int
    places: int
    warning: str


def looked(key: str, before: Seen | None, language: Language) -> Looked | None:
    """In the reader's words; None for what is no single item: many packs bear the code of a batch."""
    if parse_key(key).level is not Level.ITEM:
        return None
    if before is None:
        return Looked("", "", 0, 0, "")
    at = timezone.localtime(before.first_at)
    warning = before.warning.into(language) if before.warning else ""
    where = region_name(before.first_region, language) if before.first_region else ""
    return Looked(f"{day_in_words(at.date(), language)} {at:%H:%M}", where, before.scans, before.places, warning)
