"""Refusing: that nothing was written, and why."""

from enum import Enum

import msgspec

from zhuisu.core.findings import Finding


class Why(Enum):
    """Why a write was refused."""

    INVALID = "what was given is not valid"
    FORBIDDEN = "it is not the actor's to do"
    UNKNOWN = "there is no such thing"
    CONFLICT = "what is there does not allow it"


class Refusal(msgspec.Struct, frozen=True):
    """Nothing was written, for these reasons."""

    why: Why
    findings: tuple[Finding, ...]
