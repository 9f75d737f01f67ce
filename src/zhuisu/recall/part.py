"""Part: which things of a recall are meant: by name, of a product or a holder, a batch with all that comes of it."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.ledger.database import ledger_cursor
from zhuisu.ledger.queries import load
from zhuisu.recall.mixing import mixed, sources_of
from zhuisu.recall.models import Recall
from zhuisu.recall.origins import Origin, origins_of
from zhuisu.recall.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.tracing.dossier import focus_of

MOST_KEYS: Final = 10_000
"""So many keys may be named at once."""
MOST_DERIVED: Final = 100_000
"""So many things may come of a batch that is meant."""
SECONDS: Final = 10.0
"""So long it may take, while somebody waits, to find what of that comes of something else, too."""

SQL: Final = load("lifting", Path(__file__).parent / "sql")
_LONGEST: Final = 60


class Part(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """A part of a recall, in any notation: these things; a batch with its items and all that comes of it alone; all of
    a product; all that a holder has, of lots that others have, too, its share. What fits everything that is named."""

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

    def named(self) -> frozenset[str] | None:
        """The things that are named, by themselves or as coming of the batch; None where none are."""
        if self.derived is None:
            return frozenset(self.keys) or None
        return frozenset(self.derived) & frozenset(self.keys or self.derived)

    def asked(self, recall: Recall) -> Mapping[str, Any]:
        """As the statements of `sql/lifting.sql` take it."""
        named = self.named()
        return {"recall": recall.pk, "keys": list(named or ()), "is_named": named is not None,
                "product": self.product, "holder": self.holder}  # fmt: skip


def meant_to_lift(recall: Recall, part: Part) -> Meant | Refusal:
    """What is lifted with this part: of a batch that comes of it and of nothing else that stays recalled."""
    meant = _meant(recall, part)
    if isinstance(meant, Refusal) or meant.derived is None or len(meant.derived) == 1:
        return meant
    shared = _shared(recall, meant.derived)
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


def _shared(recall: Recall, derived: Sequence[str]) -> set[str] | Refusal:
    """Which of these come of something else, too, that stays recalled; the batch, which is the first, is meant."""
    found: list[Origin] = []
    end = time.monotonic() + SECONDS
    for origin in origins_of(derived[1:]):
        if time.monotonic() > end:
            return conflicting("recall.part_too_entangled", count=len(derived))
        found.append(origin)
    return mixed(recall.pk, sources_of(found), frozenset(derived)).intersection(derived)
