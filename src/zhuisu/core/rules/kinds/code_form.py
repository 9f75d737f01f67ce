"""Code form: things are named by the schemes that the stage allows at their level, with right check digits."""

from collections.abc import Iterator, Sequence

from zhuisu.core.codes import SCHEMES, Code, is_gs1, parse_key
from zhuisu.core.profiles.kinds import CodeForm
from zhuisu.core.rules.kind import Breach, Kind, Told, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import made, things


def judge(rule: CodeForm, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        stage = scene.stage(record)
        schemes = {scheme for each in (stage.codes.values() if stage else ()) for scheme in each}
        if not schemes:
            continue
        levels = stage.codes if stage else {}
        keys = made(record) if record.event.biz_step == "commissioning" else things(record)
        for key in keys:
            code = parse_key(key)
            allowed = levels.get(code.level)
            if allowed is None and code.scheme in schemes:
                continue
            listed = allowed if allowed is not None else tuple(sorted(schemes))
            facts: Told = {"found": key, "scheme": code.scheme, "expected": ", ".join(listed)}
            if code.scheme not in listed:
                yield Breach(record=record, path="things", variant="scheme", facts=facts)
            elif not _reads(code):
                yield Breach(record=record, path="things", variant="form", facts=facts)
            elif any(finding.code == "codes.check_digit" for finding in code.findings):
                yield Breach(record=record, path="things", variant="check_digit", facts=facts)


def _reads(code: Code) -> bool:
    """Whether the scheme can read the value; product parts and batches are not written in it."""
    scheme = SCHEMES.get(code.scheme)
    return (
        scheme is None
        or code.level is not scheme.level
        or is_gs1(code.key or "")
        or scheme.read(code.value) is not None
    )


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
