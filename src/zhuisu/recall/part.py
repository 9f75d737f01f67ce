"""Part: which things of a recall are meant: by name, of a product or a holder, a batch with all that comes of it."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.core.lineage import Direction
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.hurrying import hurried
from zhuisu.recall.models import Recall
from zhuisu.recall.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.recall.steps import MACHINE
from zhuisu.tracing.dossier import focus_of
from zhuisu.tracing.scope import Question, begin, forget, grow
from zhuisu.tracing.scope_answer import things

MOST_KEYS: Final = 10_000
"""So many keys may be named at once."""
MOST_DERIVED: Final = 100_000
"""So many things may come of a batch that is meant."""
MOST_BESIDE: Final = 2_000
"""From so many other things it is followed whether something that comes of the batch comes of them, too."""
SECONDS: Final = 10.0
"""So long that may take, while somebody waits."""

SQL: Final = load("lifting", Path(__file__).parent / "sql")
_LONGEST: Final = 60


class Part(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """A part of a recall, in any notation: these things; a batch with its items and all that comes of it alone; all of
    a product; all that a holder has. What fits everything that is named."""

    keys: tuple[str, ...] = ()
    batch: str = ""
    product: str = ""
    holder: str = ""


class Meant(msgspec.Struct, frozen=True):
    """A part by canonical keys. `derived`: the batch with all that comes of it; None where no batch is named. `shared`
    things come of the batch, but of others that are recalled, too, and are not meant."""

    keys: tuple[str, ...] = ()
    product: str = ""
    holder: str = ""
    derived: tuple[str, ...] | None = None
    shared: int = 0

    def asked(self, recall: Recall) -> Mapping[str, Any]:
        """As the statements of `sql/lifting.sql` take it."""
        named = self.keys if self.derived is None else self.derived
        both = set(named) & set(self.keys) if self.keys else named
        return {"recall": recall.pk, "keys": list(both), "is_named": bool(self.keys) or self.derived is not None,
                "product": self.product, "holder": self.holder}  # fmt: skip


def meant_to_lift(recall: Recall, part: Part) -> Meant | Refusal:
    """What is lifted with this part: of a batch that comes of it and of nothing else that stays recalled."""
    meant = _meant(recall, part)
    if isinstance(meant, Refusal) or meant.derived is None or len(meant.derived) == 1:
        return meant
    batch, *_ = meant.derived
    shared = _shared(recall, batch, frozenset(meant.derived))
    if isinstance(shared, Refusal):
        return shared
    alone = tuple(key for key in meant.derived if key not in shared)
    return msgspec.structs.replace(meant, derived=alone, shared=len(shared))


def meant_to_reinstate(recall: Recall, part: Part) -> Meant | Refusal:
    """What is reinstated with this part: of a batch all that comes of it."""
    return _meant(recall, part)


def _meant(recall: Recall, part: Part) -> Meant | Refusal:
    if part == Part():
        return invalid(wrong("recall.no_part"))
    if len(part.keys) > MOST_KEYS:
        return invalid(wrong("recall.too_many_keys", "$.keys", limit=MOST_KEYS, count=len(part.keys)))
    unread: list[Finding] = []
    keys = tuple(_key(code, f"$.keys[{at}]", unread) for at, code in enumerate(part.keys))
    batch, product, holder = (_key(getattr(part, name), f"$.{name}", unread) for name in ("batch", "product", "holder"))
    if unread:
        return invalid(*unread[:100])
    derived = _derived(recall, batch) if batch else None
    if derived is not None and len(derived) > MOST_DERIVED:
        return conflicting("recall.part_too_large", limit=MOST_DERIVED)
    return Meant(keys, product, holder, derived)


def _key(code: str, path: str, unread: list[Finding]) -> str:
    if not code.strip():
        return ""
    key = focus_of(code)
    if key is None:
        unread.append(wrong("recall.unread_key", path, given=code[:_LONGEST]))
    return key or ""


def _derived(recall: Recall, batch: str) -> tuple[str, ...]:
    """The batch and, as the scope was followed, all that came by it; the batch first."""
    with ledger_cursor() as cursor:
        asked = {"recall": recall.pk, "batch": batch, "most": MOST_DERIVED + 1}
        return tuple(thing for (thing,) in cursor.execute(SQL["below"], asked))


def _shared(recall: Recall, batch: str, derived: Collection[str]) -> frozenset[str] | Refusal:
    """Which of these come of something else, too, that stays recalled: of what begins beside the batch."""
    with ledger_cursor() as cursor:
        asked = {"recall": recall.pk, "batch": batch, "most": MOST_BESIDE + 1}
        beside = [thing for (thing,) in cursor.execute(SQL["beside"], asked)]
    if len(beside) > MOST_BESIDE:
        return conflicting("recall.part_too_entangled", count=MOST_BESIDE)
    if not beside:
        return frozenset()
    question = Question.of(beside, Direction.FORWARD)
    scope = begin(question, account=MACHINE)
    try:
        if grow(scope, question, report=hurried(SECONDS)) != "whole":
            return conflicting("recall.part_too_entangled", count=len(beside))
        return frozenset(each.key for each in things(scope) if each.key in derived)
    finally:
        forget(scope)
