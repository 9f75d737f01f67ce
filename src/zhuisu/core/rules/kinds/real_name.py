"""Real name: the buyer is named — a person by opaque reference, or a unit — and is not barred."""

from collections.abc import Iterator, Sequence

from zhuisu.core.profiles.kinds import RealName
from zhuisu.core.rules.kind import Breach, Kind, event_alone, judged_events
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene

PERSON = "person:"


def judge(rule: RealName, _: str, timeline: Sequence[Record], scene: Scene) -> Iterator[Breach]:
    for record in timeline:
        buyers = scene.keys(rule.buyer, record)
        if not buyers:
            yield Breach(record=record, path=rule.buyer, variant="missing", facts=_who(rule))
        for buyer in buyers:
            is_person = buyer.startswith(PERSON)
            if rule.who != "either" and is_person is (rule.who == "unit"):
                yield Breach(record=record, path=rule.buyer, variant="wrong", facts=_who(rule) | {"found": buyer})
                continue
            barred = (scene.registry.attributes(buyer) or {}).get("barred")
            if barred:
                yield Breach(
                    record=record, path=rule.buyer, variant="barred", facts={"found": buyer, "reason": str(barred)}
                )


def _who(rule: RealName) -> dict[str, str | int | float]:
    zh, en = {
        "person": ("个人", "a person"),
        "unit": ("单位", "a unit"),
        "either": ("个人或单位", "a person or a unit"),
    }[rule.who]
    return {"who_zh": zh, "who_en": en}


KIND = Kind(need=event_alone, subjects=judged_events, judge=judge)
