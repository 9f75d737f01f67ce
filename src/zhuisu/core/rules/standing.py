"""Standing: what stands of a subject's findings, and what a new evaluation opens and closes."""

from collections.abc import Iterable

import msgspec

from zhuisu.core.rules.evaluate import Judged

Identity = tuple[str, str, str, str, str, str]


class Changes(msgspec.Struct, frozen=True):
    """Findings that are new, that no longer hold, and that still hold (as they are told now)."""

    opened: tuple[Judged, ...]
    closed: tuple[Judged, ...]
    kept: tuple[Judged, ...]


def identity(judged: Judged) -> Identity:
    """What makes a finding the same one at the next evaluation: profile, rule, subject, code, path, and the event that
    broke the rule. Numbers in its words, such as days overdue, may change."""
    finding = judged.finding
    facts = finding.facts
    return str(facts["profile"]), judged.subject.rule, judged.subject.key, finding.code, finding.path, judged.events[0]


def changes(before: Iterable[Judged], after: Iterable[Judged]) -> Changes:
    """What to open, to close and to keep."""
    old = {identity(judged): judged for judged in before}
    new = {identity(judged): judged for judged in after}
    return Changes(
        opened=tuple(judged for key, judged in new.items() if key not in old),
        closed=tuple(judged for key, judged in old.items() if key not in new),
        kept=tuple(judged for key, judged in new.items() if key in old),
    )
