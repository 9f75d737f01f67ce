"""Node: one kind of value in an event, how it is accepted and how its faults are explained.

`accept` takes the decoded value, checks and normalises it, and answers None where a rule is broken (fast); `explain`
takes the plain JSON value and names everything that is wrong with it (slow).
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Annotated, Any, Protocol

import msgspec

from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.refusal import below, error
from zhuisu.core.epcis.rules import Rule
from zhuisu.core.epcis.vocabulary import ILMD_NAMES
from zhuisu.core.findings import Finding

AwareTime = Annotated[datetime, msgspec.Meta(tz=True)]


class Node(Protocol):
    """One kind of value."""

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        """Check and normalise a decoded value; None: any value of the right type will do."""

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        """Everything that is wrong with a JSON value."""


class TextNode(msgspec.Struct, frozen=True):
    """A string, or what is written as one, under a rule."""

    rule: Rule | None = None

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        return self.rule.accept if self.rule else None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield wrong_kind(value, path, "string")
        elif self.rule and self.rule.accept(value) is None:
            yield error(self.rule.code, path, value=value, expected=self.rule.expected)


class TimeNode(msgspec.Struct, frozen=True):
    """A date and time with its offset, RFC 3339."""

    rule: Rule

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        return self.rule.accept

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, str):
            yield wrong_kind(value, path, "string")
            return
        try:
            time = msgspec.convert(value, AwareTime)
        except msgspec.ValidationError:
            yield error("time", path, value=value)
            return
        if self.rule.accept(time) is None:
            yield error(self.rule.code, path, value=value)


class NumberNode(msgspec.Struct, frozen=True):
    """A number."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield wrong_kind(value, path, "number")


class FlagNode(msgspec.Struct, frozen=True):
    """True or false."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, bool):
            yield wrong_kind(value, path, "boolean")


class ChoiceNode(msgspec.Struct, frozen=True):
    """One of a few words."""

    words: tuple[str, ...]
    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if value not in self.words:
            yield error("choice", path, value=_shown(value), expected=", ".join(self.words))


class TextsNode(msgspec.Struct, frozen=True):
    """A list of strings, each under the rule of one, all under the rule of the list."""

    each: Rule
    all: Rule
    unique: bool
    at_least: int = 0

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        return self.all.accept

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, list):
            yield wrong_kind(value, path, "array")
            return
        if len(value) < self.at_least:
            yield error("too_few", path, least=self.at_least)
        seen: dict[Any, int] = {}
        for index, text in enumerate(value):
            place = f"{path}[{index}]"
            if not isinstance(text, str):
                yield wrong_kind(text, place, "string")
                continue
            kept = self.each.accept(text)
            if kept is None:
                yield error(self.each.code, place, value=text, expected=self.each.expected)
            elif self.unique and seen.setdefault(kept, index) != index:
                yield error("repeated", place, value=text, first=seen[kept])


class TextOrTextsNode(msgspec.Struct, frozen=True):
    """A string, or a list of strings."""

    one: TextNode
    many: TextsNode

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        one, many = self.one.accept, self.many.accept
        assert one is not None
        assert many is not None
        return lambda value: one(value) if isinstance(value, str) else many(value)

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        node = self.many if isinstance(value, list) else self.one
        return node.explain(value, path, context)


class NamedNode(msgspec.Struct, frozen=True):
    """The instance and lot master data: any values under names with a namespace, or names of CBV 2.0 §9."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield wrong_kind(value, path, "object")
            return
        for name in value:
            if name not in ILMD_NAMES and not context.admits(name):
                yield bad_name(name, path)


class AnyNode(msgspec.Struct, frozen=True):
    """Anything: an event's own @context, which is read before all else."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        return iter(())


def bad_name(name: str, path: str) -> Finding:
    prefix, colon, _ = name.partition(":")
    code = "prefix_undeclared" if colon else "no_namespace"
    return error(code, below(path, name), name=name, prefix=prefix)


def wrong_kind(value: Any, path: str, expected: str) -> Finding:
    return error("kind", path, expected=expected, found=json_kind(value))


def json_kind(value: Any) -> str:
    kinds: dict[type, str] = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json_kind(value)
