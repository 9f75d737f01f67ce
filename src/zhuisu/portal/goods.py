"""Goods: what an event is about, as people say it: so much of it, so many of them, this one and others like it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from typing import Final, NamedTuple

from zhuisu.core.codes import parse_key
from zhuisu.core.findings import Language, Text
from zhuisu.portal.story import Story
from zhuisu.portal.wording import listed, quantity_in_words
from zhuisu.portal.words.nouns import SCHEMES, THIS_BATCH, Noun, noun_of, stuff_of
from zhuisu.tracing.answer import NamedAmount

NUMBERED: Final = Text("{name}（编号 {mark}）", "{name} (no. {mark})")
OF_BATCH: Final = Text("{name}（批次 {mark}）", "{name} (batch {mark})")
THIS_MUCH: Final = Text("{name} {much}", "{much} of {name}")
ALIKE: Final = Text("另外 {count} {measure}同类产品", "{count} more like it")
MORE: Final = Text("另外 {count} {measure}{one}", "{count} more {many}")
_OF_NAME: Final = {"头": "head of"}


class _Rank(IntEnum):
    """In which order goods are named."""

    OWN = 0
    ALIKE = 1
    OTHER = 2


class _Called(NamedTuple):
    """What a thing is called: by its name, or else by its noun. `is_own`: it is what the page is about."""

    is_own: bool
    name: str
    noun: Noun


def goods(story: Story, amounts: Iterable[NamedAmount], plate: Noun | None = None) -> str:
    """All of it in one list, the thing of the page first. `plate` is what a number plate is called here, if it is not
    the vehicle that is meant."""
    individuals: dict[_Called, list[str]] = defaultdict(list)
    measured: dict[tuple[_Called, str], float] = defaultdict(float)
    for amount in amounts:
        called = _called(story, amount, plate)
        if amount.quantity is None:
            individuals[called].append(amount.key)
        else:
            measured[called, amount.uom] += amount.quantity
    parts = sorted([*_counted(story, individuals), *_measured(story, measured)], key=lambda part: part[0])
    return listed([text for _, text in parts], story.language)


def _counted(story: Story, individuals: dict[_Called, list[str]]) -> Iterator[tuple[_Rank, str]]:
    """Individuals: this one, others like it, one by its number, or so many."""
    language, own = story.language, next((called for called in individuals if called.is_own), None)
    name = story.given_name(story.focus.key)
    for called, keys in individuals.items():
        if called.is_own:
            yield _Rank.OWN, called.name
        elif own is not None and called.noun == own.noun and called.name in (name, ""):
            yield _Rank.ALIKE, _others(called, len(keys), language)
        elif len(keys) == 1:
            yield _Rank.OTHER, _one(story, called, keys[0])
        else:
            yield _Rank.OTHER, _many(called, len(keys), language)


def _one(story: Story, called: _Called, key: str) -> str:
    mark = story.tail(key)
    if not called.name:
        return f"{called.noun.one.into(story.language)} {mark}".strip()
    pattern = OF_BATCH if story.level(key) == "batch" else NUMBERED
    return pattern.into(story.language).format(name=called.name, mark=mark) if mark else called.name


def _others(called: _Called, count: int, language: Language) -> str:
    noun, pattern = called.noun, ALIKE if called.name and called.noun not in SCHEMES.values() else MORE
    many = noun.one.en if count == 1 else noun.many.en
    return pattern.into(language).format(count=count, measure=noun.measure, one=noun.one.zh, many=many)


def _many(called: _Called, count: int, language: Language) -> str:
    if language is Language.ZH:
        return _of(f"{count} {called.noun.measure}", called.name or called.noun.one.zh, language)
    if not called.name:
        return f"{count} {called.noun.many.en}"
    return f"{count} {_OF_NAME.get(called.noun.measure, 'pieces of')} {called.name}"


def _measured(story: Story, measured: dict[tuple[_Called, str], float]) -> Iterator[tuple[_Rank, str]]:
    """Amounts with their units."""
    for (called, uom), total in measured.items():
        much = quantity_in_words(total, uom, story.language)
        if called.is_own:
            yield _Rank.OWN, THIS_MUCH.into(story.language).format(name=called.name, much=much)
        else:
            yield _Rank.OTHER, _of(much, called.name, story.language)


def _of(much: str, name: str, language: Language) -> str:
    """24 件荔枝 · 24 件 5G 手机 · 24 pieces of Lychee."""
    if language is Language.EN:
        return f"{much} of {name}"
    return f"{much} {name}" if name[:1].isascii() else f"{much}{name}"


def _called(story: Story, amount: NamedAmount, plate: Noun | None) -> _Called:
    key, language = amount.key, story.language
    scheme, level = parse_key(key).scheme, story.level(key)
    noun = plate if plate is not None and scheme == "plate" else noun_of(scheme, level)
    if key == story.focus.key and level != "batch":
        return _Called(True, noun.this.into(language), noun)
    if key in (story.focus.key, story.batch):
        return _Called(True, THIS_BATCH.into(language), noun)
    name = story.given_name(key)
    if not name and amount.quantity is not None:
        name = story.variety_name(key) or stuff_of(scheme).into(language)
    return _Called(False, name, noun)
