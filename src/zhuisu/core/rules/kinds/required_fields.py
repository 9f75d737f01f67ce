"""Required fields: the data that the stage requires are there, of their type, and one of the allowed words."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from zhuisu.core.codes import recognise
from zhuisu.core.profiles import Field
from zhuisu.core.profiles.kinds import RequiredFields
from zhuisu.core.profiles.model import Kind as FieldKind
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import Value

PERSON = "urn:zhuisu:person:"


def judge(rule: RequiredFields, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        stage = scene.stage(record)
        required = rule.fields or (stage.requires if stage else ())
        allowed = () if rule.fields or stage is None else stage.may
        for path in dict.fromkeys((*required, *allowed)):
            found = scene.values(path, record)
            name = scene.name_of(path)
            facts: Told = {"field": path, "field_zh": name.zh, "field_en": name.en}
            if not found and path in required:
                yield Breach(record=record, path=path, variant="missing", facts=facts)
            field = scene.library.fields.get(path)
            wrong = [each for each in found if field is not None and not fits(field, each)]
            if wrong and field is not None:
                yield Breach(record=record, path=path, variant="value", facts=facts | _expected(field, wrong[0]))


def fits(field: Field, value: Value) -> bool:
    """Whether a value is of the field's type and among its words."""
    if field.words:
        return value in field.words
    match field.type:
        case FieldKind.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case FieldKind.BOOLEAN:
            return isinstance(value, bool)
        case FieldKind.DATE:
            return isinstance(value, str) and _is_date(value)
        case FieldKind.TIME:
            return isinstance(value, str) and _is_time(value)
        case FieldKind.URI:
            return isinstance(value, str) and ":" in value
        case FieldKind.PERSON:
            return isinstance(value, str) and value.startswith(PERSON)
        case FieldKind.CODE:
            return isinstance(value, str) and bool(recognise(value))
        case FieldKind.TEXT:
            return isinstance(value, str | int | float) and str(value).strip() != ""


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _is_time(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _expected(field: Field, value: Value) -> dict[str, str | int | float]:
    if field.words:
        return {"found": str(value), "expected_zh": "、".join(field.words), "expected_en": ", ".join(field.words)}
    zh, en = TYPE_NAMES[field.type]
    return {"found": str(value), "expected_zh": zh, "expected_en": en}


TYPE_NAMES = {
    FieldKind.TEXT: ("文字", "a text"),
    FieldKind.NUMBER: ("数", "a number"),
    FieldKind.BOOLEAN: ("是或否", "true or false"),
    FieldKind.DATE: ("日期（如 2026-02-01）", "a date such as 2026-02-01"),
    FieldKind.TIME: ("时间（如 2026-02-01T08:00:00+08:00）", "a time such as 2026-02-01T08:00:00+08:00"),
    FieldKind.URI: ("URI", "a URI"),
    FieldKind.PERSON: ("人员引用 urn:zhuisu:person:…", "a person's reference urn:zhuisu:person:…"),
    FieldKind.CODE: ("可识别的代码", "a code that is known"),
}

KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
