"""Story: an answer with what the page looks up in it, in one language."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property

import msgspec

from zhuisu.core.codes import class_key, parse_key, title_of
from zhuisu.core.findings import Language
from zhuisu.core.profiles import Profile, Stage
from zhuisu.portal.categories import Category, prevailing_category, stated_category
from zhuisu.portal.stages import stage_of
from zhuisu.portal.words.levels import LEVELS
from zhuisu.portal.words.nouns import noun_of, stuff_of
from zhuisu.tracing.answer import Edge, EventSummary, Name, TraceAnswer, TracedThing

TAIL_CHARACTERS = 8


class Kinds(msgspec.Struct, frozen=True):
    """Of which variety things are (by key), and the profiles of these varieties as they are in force."""

    varieties: Mapping[str, str] = {}
    profiles: Mapping[str, Profile] = {}


UNKNOWN_KINDS = Kinds()


class Story:
    """Read-only. `now` decides what has expired; `after` is where this part of a long story begins."""

    def __init__(
        self, answer: TraceAnswer, language: Language, now: datetime, after: str = "", kinds: Kinds = UNKNOWN_KINDS
    ) -> None:
        self.kinds = kinds
        self.answer = answer
        self.after = after
        self.language = language
        self.now = now
        self.things = {thing.key: thing for thing in answer.things}
        self._names = {
            class_key(thing.key) or thing.key: thing.names for thing in answer.things if thing.names != Name()
        }
        self.into: dict[str, list[Edge]] = defaultdict(list)  # target → edges
        self.out_of: dict[str, list[Edge]] = defaultdict(list)  # source → edges
        for edge in answer.edges:
            self.into[edge.target].append(edge)
            self.out_of[edge.source].append(edge)

    @cached_property
    def focus(self) -> TracedThing:
        """The thing asked for; one that nothing is known of is made from its key."""
        return self.things.get(self.answer.focus) or thing_of_key(self.answer.focus)

    @cached_property
    def batch(self) -> str | None:
        """The batch of the focus, or the focus itself where it is one."""
        if self.focus.level == "batch":
            return self.focus.key
        return next((edge.target for edge in self.out_of[self.focus.key] if edge.kind == "instance_of"), None)

    @cached_property
    def profile(self) -> Profile | None:
        """The profile of the focus's variety; None where nobody knows it."""
        batch = [self.batch] if self.batch else []
        found = (self.kinds.varieties.get(key, "") for key in (self.focus.key, *batch))
        return next((self.kinds.profiles[each] for each in found if each in self.kinds.profiles), None)

    def stage(self, event: EventSummary) -> Stage | None:
        """The stage of the life of its things that an event is."""
        varieties = dict.fromkeys(self.kinds.varieties.get(amount.key, "") for amount in event.amounts)
        known = [self.kinds.profiles[each] for each in varieties if each in self.kinds.profiles]
        return stage_of(event, known or ([self.profile] if self.profile else []))

    @cached_property
    def category(self) -> Category:
        """The focus's."""
        return self.category_of(self.focus.key)

    def category_of(self, key: str) -> Category:
        """That of its variety; else what the thing states, its class or batch, or its scheme; of a container, that of
        most of what is in it."""
        if (profile := self.kinds.profiles.get(self.kinds.varieties.get(key, ""))) is not None:
            return Category(profile.category.value)
        batches = [edge.target for edge in self.out_of[key] if edge.kind == "instance_of"]
        selves = [self.things.get(each) or thing_of_key(each) for each in (*self._selves(key), *batches)]
        stated = next((found for thing in selves if (found := stated_category(thing)) is not None), None)
        if stated is not None:
            return stated
        held = [edge.source for edge in self.into[key] if edge.kind == "contained"]
        return prevailing_category(self.things[each] for each in held if each in self.things)

    def level(self, key: str) -> str:
        thing = self.things.get(key)
        return thing.level if thing else str(parse_key(key).level)

    def name(self, key: str) -> str:
        """Its name, that of its variety, else what such things are called."""
        return self.given_name(key) or self.noun(key)

    def given_name(self, key: str) -> str:
        """Its own name, its class's, that of another of its class; empty where nobody said."""
        for each in self._selves(key):
            thing = self.things.get(each)
            if thing and (named := in_words(thing.names, self.language)):
                return named
        of_its_like = self._names.get(class_key(key) or key)
        return in_words(of_its_like, self.language) if of_its_like else ""

    def noun(self, key: str) -> str:
        """What a thing is called that nobody named: by its variety where it is goods, or else by its kind of code."""
        scheme, level = parse_key(key).scheme, self.level(key)
        if level in ("class", "batch"):
            return self.variety_name(key) or stuff_of(scheme).into(self.language)
        return noun_of(scheme, level).one.into(self.language)

    def variety_name(self, key: str) -> str:
        """What the profile of its variety calls such goods; empty where nobody knows the variety."""
        profile = self.kinds.profiles.get(self.kinds.varieties.get(key, ""))
        return profile.name.into(self.language) if profile else ""

    def is_named(self, key: str) -> bool:
        """Whether anybody said what it is called."""
        return any(each in self.things and self.things[each].names != Name() for each in self._selves(key))

    def other_name(self, key: str) -> str:
        """The name in the language that the page is not in, if it differs."""
        for each in self._selves(key):
            thing = self.things.get(each)
            if thing and (thing.names.zh or thing.names.en):
                other = thing.names.en if self.language is Language.ZH else thing.names.zh
                return "" if other == in_words(thing.names, self.language) else other
        return ""

    def scheme_title(self, key: str) -> str:
        """What kind of number it is."""
        return title_of(parse_key(key)).into(self.language)

    def level_title(self, key: str) -> str:
        return LEVELS[self.level(key)].into(self.language)

    def mark(self, key: str) -> str:
        """What tells it from its like: 批次 L7, 单品 …AB12; empty for a product class."""
        level, short = self.level(key), self.tail(key)
        return f"{LEVELS[level].into(self.language)} {short}" if level in ("batch", "item") else short

    def tail(self, key: str) -> str:
        """The last of its number: L7, …60712001; empty for a product class."""
        level = self.level(key)
        if level == "class":
            return ""
        tail = key.rsplit("/", 1)[-1] if "/" in key else key.split(":", 1)[-1]
        return tail if level == "batch" or len(tail) <= TAIL_CHARACTERS + 2 else "…" + tail[-TAIL_CHARACTERS:]

    def label(self, key: str) -> str:
        """Name and mark in one line."""
        return " ".join(part for part in (self.name(key), self.mark(key)) if part)

    @cached_property
    def own_keys(self) -> frozenset[str]:
        """The thing, its batch, and whatever held or carried them: what happened to these happened to it."""
        found = {self.focus.key, *([self.batch] if self.batch else [])}
        waiting = list(found)
        while waiting:
            held_by = (edge.target for edge in self.out_of[waiting.pop()] if edge.kind in ("contained", "associated"))
            for key in held_by:
                if key not in found:
                    found.add(key)
                    waiting.append(key)
        return frozenset(found)

    def own_events(self) -> list[EventSummary]:
        """What happened to the thing itself, in order."""
        return [event for event in self.answer.events if any(each.key in self.own_keys for each in event.amounts)]

    def attribute_sources(self) -> Iterator[TracedThing]:
        """Where facts about the focus are stated: itself, its batch, its class."""
        keys = dict.fromkeys([self.focus.key, *([self.batch] if self.batch else []), *self._selves(self.focus.key)])
        yield from (self.things[key] for key in keys if key in self.things)

    def _selves(self, key: str) -> tuple[str, ...]:
        product = class_key(key)
        return (key,) if product is None or product == key else (key, product)


def in_words(name: Name, language: Language) -> str:
    """In this language, or else in the other."""
    return (name.zh or name.en) if language is Language.ZH else (name.en or name.zh)


def thing_of_key(key: str) -> TracedThing:
    code = parse_key(key)
    return TracedThing(key=key, scheme=code.scheme, level=str(code.level))


def instant(event: EventSummary) -> datetime:
    """When it happened, on its own clock."""
    return datetime.fromisoformat(event.event_time)


def concerns_focus(story: Story, event: EventSummary) -> bool:
    """Whether the event names the thing itself or its batch (and not only what it was made from)."""
    selves = {story.focus.key, story.batch}
    return any(amount.key in selves for amount in event.amounts)
