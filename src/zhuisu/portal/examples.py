"""Examples: things to try on the home page: those that the operator chose, or else what was recorded last."""

import logging
from pathlib import Path

import msgspec
from django.conf import settings
from django.core.cache import cache

from zhuisu.core.codes import parse_key
from zhuisu.core.findings import Language, Text
from zhuisu.portal import sources
from zhuisu.portal.categories import TITLES, Category, prevailing_category
from zhuisu.portal.labels import printed
from zhuisu.portal.links import thing_path
from zhuisu.portal.story import in_words

MOST_EXAMPLES = 8
KEPT_SECONDS = 60

log = logging.getLogger(__name__)


class Chosen(msgspec.Struct, frozen=True):
    """One line of the operator's list (a JSON array in the file that PORTAL_EXAMPLES names)."""

    key: str
    title: Text
    category: Category = Category.GENERAL
    story: Text = Text("", "")


class Example(msgspec.Struct, frozen=True):
    name: str
    say: str
    path: str
    category: str
    code: str


def examples(language: Language) -> list[Example]:
    """At most `MOST_EXAMPLES`. A home page without examples is better than none: what is broken here is only logged."""
    found: list[Chosen] | None = cache.get("portal.examples")
    if found is None:
        found = _chosen() or _recent()
        cache.set("portal.examples", found, KEPT_SECONDS)
    return [
        Example(
            each.title.into(language),
            each.story.into(language) or TITLES[each.category].into(language),
            thing_path(each.key),
            each.category.value,
            printed(parse_key(each.key)),
        )
        for each in found[:MOST_EXAMPLES]
    ]


def _chosen() -> list[Chosen]:
    path = getattr(settings, "PORTAL_EXAMPLES", None)
    if path is None or not Path(path).is_file():
        return []
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=list[Chosen])
    except (OSError, msgspec.MsgspecError):
        log.exception("The list of examples %s cannot be read", path)
        return []


def _recent() -> list[Chosen]:
    return [
        Chosen(
            thing.key,
            Text(in_words(thing.names, Language.ZH), in_words(thing.names, Language.EN)),
            prevailing_category([thing]),
        )
        for thing in sources.recent_things(MOST_EXAMPLES)
    ]
