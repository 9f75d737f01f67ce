"""Licensing: which licences a stage asks for, and whether its party has one that is valid now."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from zhuisu.core.findings import Text
from zhuisu.core.forms.model import Told
from zhuisu.core.profiles.model import Stage
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.rules import Paper
from zhuisu.packaged import library
from zhuisu.registry.facts import RegistryFacts

ACTOR = "actor"


class LicenceNeed(Told, frozen=True, kw_only=True, rename="camel"):
    """One of these licences must be valid now: of whom (`actor`, or the path of a party input).

    `is_valid` is None where it depends on who is picked; `days_left` until it ends, None where it does not.
    """

    holder: str
    kinds: tuple[str, ...]
    name: Text
    is_valid: bool | None
    number: str
    days_left: int | None
    told: Text


def needs_of(stage: Stage, party: str, now: datetime) -> tuple[LicenceNeed, ...]:
    """The licences of a stage, with the state of the party's own."""
    return tuple(_needs(stage, party, now))


def _needs(stage: Stage, party: str, now: datetime) -> Iterator[LicenceNeed]:
    for holder, kinds in stage.licences.items():
        named = [library().licences[kind] for kind in kinds]
        name = Text("或".join(each.zh for each in named), " or ".join(each.en for each in named))
        if holder == ACTOR:
            yield _own(kinds, name, RegistryFacts().papers_of(party, kinds) or (), now)
        else:
            whose = name_of(holder, library())
            told = Text(f"{whose.zh}须有有效的{name.zh}。", f"The {whose.en} must have a valid {name.en}.")
            yield LicenceNeed(
                holder=holder, kinds=tuple(kinds), name=name, is_valid=None, number="", days_left=None, told=told
            )


def _own(kinds: Sequence[str], name: Text, papers: Sequence[Paper], now: datetime) -> LicenceNeed:
    valid = [paper for paper in papers if paper.holds_at(now)]
    best = max(valid, key=lambda paper: (paper.valid_to is None, paper.valid_to or now), default=None)
    left = (best.valid_to - now).days if best is not None and best.valid_to is not None else None
    if best is None:
        told = Text(f"没有有效的{name.zh}，请先登记或延续。", f"No valid {name.en}: register or renew it first.")
    elif left is None:
        told = Text(f"{name.zh}有效。", f"{name.en}: valid.")
    else:
        told = Text(f"{name.zh}有效，还有 {left} 天到期。", f"{name.en}: valid for {left} more days.")
    number = "" if best is None else best.key.removeprefix("uri:").rpartition(":")[2]
    return LicenceNeed(
        holder=ACTOR,
        kinds=tuple(kinds),
        name=name,
        is_valid=best is not None,
        number=number,
        days_left=left,
        told=told,
    )
