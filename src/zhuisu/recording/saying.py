"""Saying: what an event says, in words: its answers with their units, papers, partners, and what differed."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from zhuisu.core.codes import key_of_uri
from zhuisu.core.findings import Text
from zhuisu.core.forms.asking import asked
from zhuisu.core.forms.model import NOTHING, Input, InputType, Told
from zhuisu.core.forms.papers import paper_number
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.profiles.units import UNITS, unit_name
from zhuisu.core.rules import Record
from zhuisu.packaged import library, profiles
from zhuisu.recording.names import Names, lot_of
from zhuisu.recording.stages import stage_named
from zhuisu.registry.entries import Person
from zhuisu.registry.named import entries_named

DIFFERENCE: Final = "zhuisu:difference"
NOTE: Final = "zhuisu:note"
_PEOPLE: Final = ("urn:zhuisu:person:", "person:")
_DIFFERS: Final = re.compile(r"^(\S+): (\S+) → ([\d.e+-]+)(?: ([A-Z0-9]{2,3}))?(?: (.*))?$", re.DOTALL)
_BOOLEANS: Final = {"True": Text("是", "yes"), "False": Text("否", "no")}


class Said(Told, frozen=True, kw_only=True, rename="camel"):
    """One thing that a record says, in words: an answer with its unit, a paper, a partner, a remark."""

    path: str
    name: Text
    told: Text


def said_by(record: Record, variety: str, stage: str) -> tuple[Said, ...]:
    """What the event says: what its form asks in the order of the form, then what else the vocabulary names."""
    inputs = {each.path: each for each in _inputs(variety, stage)}
    stated = dict(_stated(record))
    paths = [*(path for path in inputs if path in stated), *(path for path in stated if path not in inputs)]
    texts = [text for values in stated.values() for text in values]
    called = _called(texts)
    found = (_said(path, stated[path], inputs.get(path), called) for path in paths)
    return tuple(each for each in found if each is not None)


def differences_of(record: Record) -> tuple[Text, ...]:
    """What came otherwise than it was shipped: 菜心（批号 L1）：发 100 千克，收 95 千克，少 5 千克 · 压坏."""
    listed = record.stated.get(DIFFERENCE)
    lines = listed if isinstance(listed, list | tuple) else (listed,)
    parts = [found for line in lines if isinstance(line, str) and (found := _DIFFERS.match(line))]
    names = Names(found[1] for found in parts)
    return tuple(_difference(found, names) for found in parts)


def _difference(found: re.Match[str], names: Names) -> Text:
    key, sent, came = found[1], float(found[2]), float(found[3])
    unit, name, lot, note = unit_name(found[4] or ""), names.of(key), lot_of(key), found[5]
    more, by = came > sent, f"{abs(came - sent):g}"
    zh = f"{name.zh}{f'（批号 {lot}）' if lot else ''}：发 {sent:g} {unit.zh}，收 {came:g} {unit.zh}，"
    en = f"{name.en}{f' (lot {lot})' if lot else ''}: {sent:g} {unit.en} sent, {came:g} {unit.en} received, "
    zh += f"{'多' if more else '少'} {by} {unit.zh}" + (f" · {note}" if note else "")
    return Text(zh, en + f"{by} {unit.en} {'more' if more else 'less'}" + (f" · {note}" if note else ""))


def _inputs(variety: str, stage: str) -> Iterable[Input]:
    profile = profiles().get(variety)
    found = stage_named(profile, stage) if profile is not None else None
    return asked(profile, found, library()).inputs if profile is not None and found is not None else ()


def _stated(record: Record) -> Iterator[tuple[str, list[str]]]:
    event = record.event
    for head, listed in (("source", event.source_list), ("destination", event.destination_list)):
        for each in listed or ():
            yield f"{head}.{each.type}", [key_of_uri(str(getattr(each, head)))]
    papers: dict[str, list[str]] = {}
    for paper in event.biz_transaction_list or ():
        papers.setdefault(f"transaction.{paper.type}", []).append(paper_number(paper.biz_transaction))
    yield from papers.items()
    for path, value in record.stated.items():
        if path in library().fields or path == NOTE:
            yield path, [str(each) for each in (value if isinstance(value, list | tuple) else (value,))]


def _said(path: str, values: list[str], each: Input | None, called: dict[str, Text]) -> Said | None:
    if path in ("zhuisu:stage", "zhuisu:actor") or not values:
        return None
    field = library().fields.get(path)
    code = field.unit if field is not None else None
    unit = UNITS.get(code or "", NOTHING)
    told = [_word(value, each, called) for value in values]
    name = Text("备注", "remark") if path == NOTE else each.name if each is not None else name_of(path, library())
    zh, en = "、".join(one.zh for one in told), ", ".join(one.en for one in told)
    return Said(path=path, name=name, told=Text(f"{zh} {unit.zh}".strip(), f"{en} {unit.en}".strip()))


def _word(value: str, each: Input | None, called: dict[str, Text]) -> Text:
    if each is not None and each.type is InputType.PHOTO:
        return Text("照片", "photograph")
    choices = {choice.value: choice.name for choice in each.choices} if each is not None else {}
    return choices.get(value) or _BOOLEANS.get(value) or called.get(value) or Text(value, value)


def _called(texts: list[str]) -> dict[str, Text]:
    """What parties and people among these are called."""
    people = {text: text.removeprefix("urn:zhuisu:") for text in texts if text.startswith(_PEOPLE)}
    held = entries_named(("person",), tuple(people.values()))
    named = {
        text: Text(entry.name, entry.name)
        for text, key in people.items()
        if isinstance(entry := getattr(held["person", key], "entry", None), Person)
    }
    parties = [text for text in texts if text.startswith(("uscc:", "414/"))]
    names = Names(parties)
    return {**named, **{key: names.of(key) for key in parties}}
