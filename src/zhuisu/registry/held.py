"""Held: an entry as the registry has it, and the answers of what was asked to be written."""

from datetime import datetime
from enum import Enum
from typing import TypeAlias

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.registry.entries import Entry
from zhuisu.registry.states import State


class Held(msgspec.Struct, frozen=True, rename="camel"):
    """An entry with its state. `reason` is that of the last decision, `merged_into` the key of what it is part of.

    `id` orders entries by age, and is not answered to clients.
    """

    id: int
    kind: str
    state: State
    reason: str
    created_at: datetime
    changed_at: datetime
    merged_into: str | None
    entry: Entry


class Why(Enum):
    """Why a write was refused."""

    INVALID = "what was given is not valid"
    CONFLICT = "what is there does not allow it"
    UNKNOWN = "there is no such entry"


class Refusal(msgspec.Struct, frozen=True):
    """Nothing was written, for these reasons."""

    why: Why
    findings: tuple[Finding, ...]


Written: TypeAlias = Held | Refusal
