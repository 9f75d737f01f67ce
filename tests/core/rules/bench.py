"""Bench: one rule, a few events and what the register says, to see what a kind finds at its edges."""

from datetime import datetime, timedelta
from typing import Any

from tests.chains.documents import document, register
from tests.chains.story import Table, clean
from tests.chains.test_chains import records_of
from zhuisu import packaged
from zhuisu.core.profiles import Faulty, Profile, read_profile
from zhuisu.core.rules import Judged, MemoryHistory, Scene, evaluate_all, microseconds

LOT = "https://id.gs1.org/01/06901234567892/10/L1"
ITEM = "https://id.gs1.org/01/06901234567892/21/S1"
BOX = "https://id.gs1.org/00/369012340000000017"

HEAD = """\
id = "honey"
number = 99
category = "food"
zh = "蜂蜜"
en = "honey"
version = 2026-03-01
public = []
stages = ["make", "test", "pack", "ship", "receive", "sell", "recall", "log"]

[retention]
zh = "两年"
en = "two years"
months = 24
"""

STAGES = {
    "make": ("生产", "making", "ObjectEvent", "ADD", "commissioning"),
    "test": ("检验", "test", "ObjectEvent", "OBSERVE", "inspecting"),
    "pack": ("装箱", "packing", "AggregationEvent", "ADD", "packing"),
    "ship": ("发货", "shipping", "ObjectEvent", "OBSERVE", "shipping"),
    "receive": ("收货", "receipt", "ObjectEvent", "OBSERVE", "receiving"),
    "sell": ("零售", "sale", "ObjectEvent", "OBSERVE", "retail_selling"),
    "recall": ("召回", "recall", "ObjectEvent", "OBSERVE", "holding"),
    "log": ("测温", "log", "ObjectEvent", "OBSERVE", "sensor_reporting"),
}
STAGE = """
[stage.{}]
zh = "{}"
en = "{}"
actors = ["maker"]
event = "{}"
action = "{}"
steps = ["{}"]
"""
RULE = """
[rule.it]
zh = "规则"
en = "rule"
"""
PROFILE = HEAD + "".join(STAGE.format(name, *told) for name, told in STAGES.items()) + RULE


def profile(rule: str) -> Profile:
    """The profile of honey with one rule, which is written in TOML."""
    found = read_profile("honey.toml", PROFILE + rule, packaged.library())
    assert isinstance(found, Profile), found
    return found


def faulty(rule: str) -> Faulty:
    """What is wrong with the rule."""
    found = read_profile("honey.toml", PROFILE + rule, packaged.library())
    assert isinstance(found, Faulty)
    return found


def judge(rule: str, *events: Table, now: datetime | None = None, **known: Any) -> list[Judged]:
    """All findings. Events are lines as in tests/chains; things are `lot`, `item` and `box`."""
    honey = profile(rule)
    told = clean(
        {"events": [dict(event) for event in events], "things": {"lot": LOT, "item": ITEM, "box": BOX}, **known}
    )
    records = records_of(document(told, honey, packaged.library()))
    registry = register(told, honey)
    latest = now or max(event["time"] for event in told["events"]) + timedelta(minutes=1)
    scene = Scene(honey, packaged.library(), registry, MemoryHistory(records, registry), microseconds(latest))
    return evaluate_all(records, scene)


def codes(found: list[Judged]) -> list[str]:
    return [judged.finding.code for judged in found]
