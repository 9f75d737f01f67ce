"""Shape: what a part of an event may hold, derived from the types of `zhuisu.core.epcis.model`."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import inspect

from zhuisu.core.epcis.conditions import CONDITIONS, View
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.model import EVENT_TYPES, CommonEvent, OpenPart, Part
from zhuisu.core.epcis.nodes import (
    AnyNode,
    ChoiceNode,
    FlagNode,
    NamedNode,
    Node,
    NumberNode,
    TextNode,
    TextOrTextsNode,
    TextsNode,
    TimeNode,
    bad_name,
    wrong_kind,
)
from zhuisu.core.epcis.refusal import below, error
from zhuisu.core.epcis.rules import RULES
from zhuisu.core.findings import Finding

# So negative that no number of allowed extensions outweighs it.
FORBIDDEN = -(1 << 40)


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
            yield wrong_kind(value, path, "object")

    def attach(self, part: Any, value: Any, context: Context) -> int:
        return self.shape.attach(part, value, context) + self.shape.attach_below(part, value, context)


class PartsNode(msgspec.Struct, frozen=True):
    """A list of parts."""

    each: PartNode
    at_least: int = 0

    @property
    def accept(self) -> Callable[[Any], Any] | None:
        accepts, at_least = self.each.shape.accepts, self.at_least

        def accept(parts: Any) -> Any:
            if len(parts) < at_least:
                return None
            for part in parts:
                if not accepts(part):
                    return None
            return parts

        return accept

    def explain(self, value: Any, path: str, context: Context) -> Iterator[Finding]:
        if not isinstance(value, list):
            yield wrong_kind(value, path, "array")
            return
        if len(value) < self.at_least:
            yield error("too_few", path, least=self.at_least)
        for index, part in enumerate(value):
            yield from self.each.explain(part, f"{path}[{index}]", context)

    def attach(self, parts: Any, value: Any, context: Context) -> int:
        return sum(self.each.attach(part, members, context) for part, members in zip(parts, value, strict=True))


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
        checked = {member.attribute: member.node.accept for member in self.members.values() if member.node.accept}
        if self.is_open:
            checked["extensions"] = _none
        self.accepts = _acceptance(tuple(checked.items()), tuple(condition.holds for condition in self.conditions))
        self._nested = tuple(
            (member.name, member.attribute, member.node)
            for member in self.members.values()
            if isinstance(member.node, PartNode | PartsNode)
        )

    def attach(self, part: Part, members: dict[str, Any], context: Context) -> int:
        """Give the decoded part the extensions of its plain JSON. How many were given; FORBIDDEN for a bad name."""
        if members.keys() <= self.names:
            return 0
        extensions = {name: value for name, value in members.items() if name not in self.names}
        if not self.is_open or not all(map(context.admits, extensions)):
            return FORBIDDEN
        msgspec.structs.force_setattr(part, "extensions", extensions)
        return 1

    def attach_below(self, part: Part, members: dict[str, Any], context: Context) -> int:
        """As `attach`, for the parts of this part."""
        attached = 0
        for name, attribute, node in self._nested:
            value = members.get(name)
            if value is not None:
                attached += node.attach(getattr(part, attribute), value, context)
        return attached

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
                    yield error("closed_part", below(path, name), name=name)
                elif not context.admits(name):
                    yield bad_name(name, path)
        view = View(members, {member.attribute: name for name, member in self.members.items()})
        for condition in self.conditions:
            if not condition.holds(view):
                yield error(condition.code, below(path, condition.at) if condition.at else path)


def _none(extensions: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Extensions are attached after decoding: one that is there before used the attribute's own JSON name."""
    return None if extensions else extensions


def _acceptance(
    checks: tuple[tuple[str, Callable[[Any], Any]], ...], conditions: tuple[Callable[[Any], bool], ...]
) -> Callable[[Any], bool]:
    def accepts(part: Any) -> bool:
        """Whether all rules hold for this decoded part, whose words become their short names."""
        for attribute, accept in checks:
            value = getattr(part, attribute)
            if value is not None:
                kept = accept(value)
                if kept is not value:
                    if kept is None:
                        return False
                    msgspec.structs.force_setattr(part, attribute, kept)
        for holds in conditions:  # noqa: SIM110 -- the hot path: a generator costs as much as the conditions
            if not holds(part):
                return False
        return True

    return accepts


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


def shape_of(kind: type[msgspec.Struct]) -> Shape:
    """The shape of a type of part."""
    assert issubclass(kind, Part)
    if kind not in _SHAPES:
        _SHAPES[kind] = Shape(kind)
    return _SHAPES[kind]


EVENT_SHAPES: Mapping[str, Shape] = {name: shape_of(kind) for name, kind in EVENT_TYPES.items()}
