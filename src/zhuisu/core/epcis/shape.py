"""Shape: what a part of an event may hold, derived from the types of `zhuisu.core.epcis.model`.

Each node knows two things about a value: `accept` takes the decoded value, checks and normalises it, and answers None
where a rule is broken (fast); `explain` takes the plain JSON value and names everything that is wrong with it (slow).
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Protocol

import msgspec
from msgspec import inspect

from zhuisu.core.epcis.conditions import CONDITIONS, View
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.model import EVENT_TYPES, CommonEvent, OpenPart, Part
from zhuisu.core.epcis.refusal import below, error
from zhuisu.core.epcis.rules import RULES, Rule
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
            yield _wrong_kind(value, path, "string")
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
            yield _wrong_kind(value, path, "string")
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
            yield _wrong_kind(value, path, "number")


class FlagNode(msgspec.Struct, frozen=True):
    """True or false."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, bool):
            yield _wrong_kind(value, path, "boolean")


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
            yield _wrong_kind(value, path, "array")
            return
        if len(value) < self.at_least:
            yield error("too-few", path, least=self.at_least)
        seen: dict[Any, int] = {}
        for index, text in enumerate(value):
            place = f"{path}[{index}]"
            if not isinstance(text, str):
                yield _wrong_kind(text, place, "string")
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


class PartNode(msgspec.Struct, frozen=True):
    """A part with a shape of its own."""

    shape: "Shape"

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        accepts = self.shape.accepts
        return lambda value: value if accepts(value) else None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if isinstance(value, dict):
            yield from self.shape.explain(value, path, context)
        else:
            yield _wrong_kind(value, path, "object")

    def attach(self, part: Any, value: Any, context: Context) -> bool:
        return self.shape.attach(part, value, context)


class PartsNode(msgspec.Struct, frozen=True):
    """A list of parts."""

    each: PartNode
    at_least: int = 0

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        accepts, at_least = self.each.shape.accepts, self.at_least
        return lambda value: value if len(value) >= at_least and all(map(accepts, value)) else None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, list):
            yield _wrong_kind(value, path, "array")
            return
        if len(value) < self.at_least:
            yield error("too-few", path, least=self.at_least)
        for index, part in enumerate(value):
            yield from self.each.explain(part, f"{path}[{index}]", context)

    def attach(self, parts: Any, value: Any, context: Context) -> bool:
        shape = self.each.shape
        return all(shape.attach(part, members, context) for part, members in zip(parts, value, strict=True))


class NamedNode(msgspec.Struct, frozen=True):
    """The instance and lot master data: any values under names with a namespace, or names of CBV 2.0 §9."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, dict):
            yield _wrong_kind(value, path, "object")
            return
        for name in value:
            if name not in ILMD_NAMES and not context.admits(name):
                yield _bad_name(name, path)


class AnyNode(msgspec.Struct, frozen=True):
    """Anything: an event's own @context, which is read before all else."""

    accept: None = None

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        return iter(())


class Member(msgspec.Struct, frozen=True):
    """One field of a part: its JSON name, its attribute and what its value must be."""

    name: str
    attribute: str
    required: bool
    node: Any


class Shape:
    """What one type of part may hold."""

    def __init__(self, kind: type[Part]) -> None:
        described = inspect.type_info(kind)
        assert isinstance(described, inspect.StructType)
        self.kind = kind
        self.is_open = issubclass(kind, OpenPart)
        self.conditions = CONDITIONS.get(kind, ())
        self.members: dict[str, Member] = {
            described_field.encode_name: Member(
                described_field.encode_name, described_field.name, described_field.required, _node(described_field)
            )
            for described_field in described.fields
            if described_field.name != "extensions"
        }
        self.names = frozenset(self.members) | ({"type"} if issubclass(kind, CommonEvent) else set())
        self._plan = tuple(
            (member.attribute, member.node.accept)
            for member in self.members.values()
            if member.node.accept is not None
        )
        self._nested = tuple(
            (member.name, member.attribute, member.node.attach)
            for member in self.members.values()
            if isinstance(member.node, PartNode | PartsNode)
        )

    def accepts(self, part: Part) -> bool:
        """Whether all rules hold for this decoded part, whose words become their short names."""
        for attribute, accept in self._plan:
            value = getattr(part, attribute)
            if value is not None:
                kept = accept(value)
                if kept is None:
                    return False
                if kept is not value:
                    msgspec.structs.force_setattr(part, attribute, kept)
        for condition in self.conditions:
            if not condition.holds(part):
                return False
        return not (self.is_open and part.extensions)  # type: ignore[attr-defined]

    def attach(self, part: Part, members: dict[str, Any], context: Context) -> bool:
        """Give the decoded part its extensions from the plain JSON; False where a name is not allowed."""
        if not members.keys() <= self.names:
            if not self.is_open:
                return False
            extensions = {name: value for name, value in members.items() if name not in self.names}
            if not all(map(context.admits, extensions)):
                return False
            msgspec.structs.force_setattr(part, "extensions", extensions)
        for name, attribute, attach in self._nested:
            value = members.get(name)
            if value is not None and not attach(getattr(part, attribute), value, context):
                return False
        return True

    def explain(self, members: dict[str, Any], path: str, context: Context) -> Iterator[Finding]:
        """Everything that is wrong with this part."""
        for member in self.members.values():
            if member.required and member.name not in members:
                yield error("missing", below(path, member.name), name=member.name)
        for name, value in members.items():
            known = self.members.get(name)
            if known is not None:
                yield from known.node.explain(value, below(path, name), context)
            elif name not in self.names:
                if not self.is_open:
                    yield error("closed-part", below(path, name), name=name)
                elif not context.admits(name):
                    yield _bad_name(name, path)
        view = View(members, {member.attribute: name for name, member in self.members.items()})
        for condition in self.conditions:
            if not condition.holds(view):
                yield error(condition.code, below(path, condition.at) if condition.at else path)


def _bad_name(name: str, path: str) -> Finding:
    prefix, colon, _ = name.partition(":")
    code = "prefix-undeclared" if colon else "no-namespace"
    return error(code, below(path, name), name=name, prefix=prefix)


def _wrong_kind(value: Any, path: str, expected: str) -> Finding:
    return error("kind", path, expected=expected, found=_json_kind(value))


def _json_kind(value: Any) -> str:
    kinds: dict[type, str] = {dict: "object", list: "array", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else _json_kind(value)


_EACH: Mapping[str, str] = {"uris": "uri", "unique_uris": "uri", "dispositions": "disposition"}


def _node(described: inspect.Field) -> Node:
    types = [described.type]
    if isinstance(described.type, inspect.UnionType):
        types = [kind for kind in described.type.types if not isinstance(kind, inspect.NoneType)]
    if len(types) == 2:
        one, many = sorted((_node_of(kind, described.name) for kind in types), key=lambda node: type(node).__name__)
        assert isinstance(one, TextNode)
        assert isinstance(many, TextsNode)
        return TextOrTextsNode(one, many)
    return _node_of(types[0], described.name)


def _node_of(kind: inspect.Type, attribute: str) -> Node:
    extra: Mapping[str, Any] = {}
    if isinstance(kind, inspect.Metadata):
        extra, kind = kind.extra or {}, kind.type
    match kind:
        case inspect.StructType():
            return PartNode(shape_of(kind.cls))
        case inspect.VarTupleType(item_type=inspect.StructType() as item):
            return PartsNode(PartNode(shape_of(item.cls)), extra.get("at_least", 0))
        case inspect.VarTupleType():
            name = extra["rule"]
            at_least = 1 if name == "dispositions" else 0
            return TextsNode(RULES[_EACH[name]], RULES[name], name != "uris", at_least)
        case inspect.DateTimeType():
            return TimeNode(RULES["event_time" if attribute == "event_time" else "time"])
        case inspect.StrType():
            return TextNode(RULES[extra["rule"]] if extra else None)
        case inspect.FloatType():
            return NumberNode()
        case inspect.BoolType():
            return FlagNode()
        case inspect.LiteralType():
            return ChoiceNode(tuple(str(word) for word in kind.values))
        case inspect.DictType():
            return NamedNode()
    return AnyNode()


_SHAPES: dict[type[Part], Shape] = {}


def shape_of(kind: type[Part]) -> Shape:
    """The shape of a type of part."""
    if kind not in _SHAPES:
        _SHAPES[kind] = Shape(kind)
    return _SHAPES[kind]


EVENT_SHAPES: Mapping[str, Shape] = {name: shape_of(kind) for name, kind in EVENT_TYPES.items()}
