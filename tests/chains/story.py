"""Story: a chain of one variety as its TOML tells it, clean or with one change that breaks one rule.

A line of `events` names the stage; the profile gives it type, action, step and the data that it requires (with the
examples of the vocabulary), so that a line says only what matters. Times are relative to the event before (`+2d`).
"""

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
BEGINS = datetime.fromisoformat("2026-03-01T08:00:00+08:00")
_SPAN = re.compile(r"([+-]?)(\d+(?:\.\d+)?)(min|h|d)")
_UNITS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
Table = dict[str, Any]


def stories() -> dict[str, Table]:
    """Every chain by its profile's id."""
    files = sorted(FOLDER.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}


def clean(story: Mapping[str, Any]) -> Table:
    """The chain with absolute times and a name for each event."""
    told: Table = deepcopy(dict(story))
    told.pop("broken", None)
    moment = BEGINS
    for event in told["events"]:
        event.setdefault("name", event["stage"])
        moment += span(event.get("time", "+1h"))
        event["time"] = moment
    return told


def broken(story: Mapping[str, Any], change: Mapping[str, Any]) -> Table:
    """The chain with a change: `drop`, `shift`, `set`, `unset`, `repeat` of events; `papers`, `licences`, `attributes`,
    `lists`, `zones`, `positions`, `now` of what is known."""
    told = clean(story)
    events = {event["name"]: event for event in told["events"]}
    for name, far in change.get("shift", {}).items():
        events[name]["time"] += span(far)
    for name, values in change.get("set", {}).items():
        events[name].update(values)
    for name, keys in change.get("unset", {}).items():
        events[name].setdefault("without", []).extend(keys)
    for index, again in enumerate(change.get("repeat", [])):
        copy = deepcopy(events[again["event"]])
        copy["name"] = f"{again['event']}-again-{index}"
        copy["time"] += span(again.get("after", "+1h"))
        copy.update(again.get("set", {}))
        told["events"].append(copy)
    told["events"] = [event for event in told["events"] if event["name"] not in change.get("drop", ())]
    told["events"].sort(key=lambda event: event["time"])
    for key in ("papers", "licences", "attributes", "positions", "places", "zones", "lists", "varieties"):
        told[key] = merged(told.get(key, {}), change.get(key, {}))
    if "now" in change:
        told["now"] = change["now"]
    return told


def rules_of(name: str, change: Mapping[str, Any]) -> list[str]:
    """The rules that a change breaks: one; `also` others where the same paper is judged by two."""
    return sorted((change.get("rule", name), *change.get("also", ())))


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> Table:
    """Tables key by key; anything else is replaced."""
    both = dict(old)
    for key, value in new.items():
        is_table = isinstance(value, dict) and isinstance(both.get(key), dict)
        both[key] = merged(both[key], value) if is_table else value
    return both


def span(text: str) -> timedelta:
    """`+2d`, `-30min`, `1.5h` as a duration."""
    found = _SPAN.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is no span such as +2d, -30min, 1.5h")
    length = float(found[2]) * _UNITS[found[3]]
    return -length if found[1] == "-" else length
