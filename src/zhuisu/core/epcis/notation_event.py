"""Notation of an event: its identifiers and words in the notations asked for, all else as received, byte for byte.

Where identifiers and words stand is derived from the annotations of `zhuisu.core.epcis.model`. Extensions and master
data of instances and lots stay, whatever they hold.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import inspect

from zhuisu.core.epcis.model import EVENT_TYPES
from zhuisu.core.epcis.notation import CbvNotation, EpcNotation, Translate, identifiers_in, words_in
from zhuisu.core.epcis.vocabulary import CBV_NAMESPACES, GS1_NAMESPACES, WORD_LISTS

_MEMBERS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_PARTS = msgspec.json.Decoder(list[dict[str, msgspec.Raw]])
_TEXT = msgspec.json.Decoder(str)
_TEXTS = msgspec.json.Decoder(list[str])
_encode = msgspec.json.Encoder().encode

Raw = msgspec.Raw
Members = dict[str, msgspec.Raw]
_Step = Callable[[Raw], Raw]
"""Answers the very same value where nothing has to change."""

_EACH: Mapping[str, str] = {"dispositions": "disposition"}
_SIGNS: Mapping[EpcNotation, tuple[bytes, ...]] = {
    EpcNotation.LINK: (b"urn:epc:",),
    EpcNotation.URN: (b"://",),
    EpcNotation.AS_RECEIVED: (),
}
_LONG_WORDS = tuple(namespace.lower().encode() for namespace in (*CBV_NAMESPACES, *GS1_NAMESPACES))


class Notations(msgspec.Struct, frozen=True):
    """How identifiers and words are written."""

    epcs: EpcNotation
    words: CbvNotation


def needs_translation(body: bytes, notations: Notations) -> bool:
    """False where this event, as JSON, certainly has these notations already; a quick look at its bytes."""
    if notations.words in (CbvNotation.WEB_URI, CbvNotation.URN) or b"\\" in body:
        return True
    text = body.lower()
    if any(sign in text for sign in _SIGNS[notations.epcs]):
        return True
    return notations.words is CbvNotation.SHORT and any(namespace in text for namespace in _LONG_WORDS)


def translate(members: Members, notations: Notations) -> Members:
    """The members of an event with its identifiers and words in these notations."""
    kind = members.get("type")
    steps = _steps_of_event(_TEXT.decode(kind), notations) if kind is not None else {}
    return _changed(members, steps) or members


def _changed(members: Members, steps: Mapping[str, _Step]) -> Members | None:
    """The members after these steps; None where that changes nothing."""
    changes = {}
    for name, step in steps.items():
        value = members.get(name)
        if value is not None and (changed := step(value)) is not value:
            changes[name] = changed
    return {**members, **changes} if changes else None


@lru_cache(maxsize=256)
def _steps_of_event(name: str, notations: Notations) -> Mapping[str, _Step]:
    kind = EVENT_TYPES.get(name)
    return {} if kind is None else _steps(kind, notations)


def _steps(kind: type[Any], notations: Notations) -> Mapping[str, _Step]:
    """What has to be done to the members of a part, by their names."""
    described = inspect.type_info(kind)
    assert isinstance(described, inspect.StructType)
    found = ((each.encode_name, _step(each.type, notations)) for each in described.fields)
    return {name: step for name, step in found if step is not None}


def _step(kind: inspect.Type, notations: Notations) -> _Step | None:
    if isinstance(kind, inspect.UnionType):
        steps = [step for each in kind.types if (step := _step(each, notations)) is not None]
        return steps[0] if steps else None
    extra: Mapping[str, Any] = {}
    if isinstance(kind, inspect.Metadata):
        extra, kind = kind.extra or {}, kind.type
    match kind:
        case inspect.StructType():
            return _part(_steps(kind.cls, notations))
        case inspect.VarTupleType(item_type=inspect.StructType() as item):
            return _parts(_steps(item.cls, notations))
    how = _how(extra, notations)
    if how is None:
        return None
    return _texts(how) if isinstance(kind, inspect.VarTupleType) else _text(how)


def _how(extra: Mapping[str, Any], notations: Notations) -> Translate | None:
    if extra.get("names") == "thing":
        return identifiers_in(notations.epcs)
    rule = extra.get("rule", "")
    words = WORD_LISTS.get(_EACH.get(rule, rule))
    return words_in(notations.words, words) if words else None


def _text(how: Translate) -> _Step:
    def step(raw: Raw) -> Raw:
        text = _TEXT.decode(raw)
        translated = how(text)
        return raw if translated == text else Raw(_encode(translated))

    return step


def _texts(how: Translate) -> _Step:
    def step(raw: Raw) -> Raw:
        texts = _TEXTS.decode(raw)
        translated = [how(text) for text in texts]
        if translated == texts:
            return raw
        # Two notations of one identifier in a list are one afterwards, since no item may stand twice in it.
        return Raw(_encode(list(dict.fromkeys(translated))))

    return step


def _part(steps: Mapping[str, _Step]) -> _Step | None:
    if not steps:
        return None

    def step(raw: Raw) -> Raw:
        changed = _changed(_MEMBERS.decode(raw), steps)
        return raw if changed is None else Raw(_encode(changed))

    return step


def _parts(steps: Mapping[str, _Step]) -> _Step | None:
    if not steps:
        return None

    def step(raw: Raw) -> Raw:
        parts = _PARTS.decode(raw)
        changed = [_changed(part, steps) for part in parts]
        if not any(changed):
            return raw
        return Raw(_encode([new or old for new, old in zip(changed, parts, strict=True)]))

    return step
