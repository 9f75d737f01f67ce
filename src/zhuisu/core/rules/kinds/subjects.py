"""Subjects: the things of an event that have a history of their own."""

from collections.abc import Iterable
from typing import Any

from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.rules.record import Record
from zhuisu.core.rules.scene import Scene
from zhuisu.core.rules.values import made, things


def judged_things(rule: Any, record: Record, scene: Scene) -> Iterable[str]:
    """The things of an event that the rule judges; a class has no history."""
    return followed(things(record)) if scene.judged(rule, record) else ()


def judged_made(rule: Any, record: Record, scene: Scene) -> Iterable[str]:
    """What comes into being by an event that the rule judges."""
    return followed(made(record)) if scene.judged(rule, record) else ()


def judged_values(rule: Any, record: Record, scene: Scene) -> Iterable[str]:
    """The values of `by` of an event that the rule judges."""
    return scene.keys(rule.by, record) if scene.judged(rule, record) else ()


def judged_papers(rule: Any, record: Record, scene: Scene) -> Iterable[str]:
    """The papers that an event which the rule judges refers to."""
    return scene.keys(rule.document, record) if scene.judged(rule, record) else ()


def followed(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if level_of_key(key) is not Level.CLASS)
