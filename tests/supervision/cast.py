"""The cast of supervision's tests: who asks, and findings as the follower writes them."""

import hashlib
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from zhuisu.access import Actor, Scope
from zhuisu.access.actor import ActorKind
from zhuisu.ledger.concern import scope_keys
from zhuisu.supervision.models import Finding

ORCHARD = "uscc:93450721MA5685666W"
SLAUGHTERHOUSE = "uscc:91450702MA5N1X2K93"
BATCH = "01/06901234000016/10/L7"
EVENT = UUID("0198c000-0000-8000-8000-000000000001")
NOON = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)

READS = frozenset({Scope.READ, Scope.SUPERVISE})
OPERATOR = Actor(name="operator", scopes=frozenset(Scope))
OFFICE = Actor(name="office", kind=ActorKind.OFFICE, scopes=READS)
AUDITOR = Actor(name="auditor", kind=ActorKind.AUDITOR, scopes=frozenset({Scope.READ}))
AGRICULTURE = Actor(
    name="agriculture", kind=ActorKind.DEPARTMENT, scopes=READS,
    categories=frozenset({"produce", "inputs"}), regions=frozenset({"450700"}),
)  # fmt: skip
DISTRICT = Actor(
    name="qinnan", kind=ActorKind.DEPARTMENT, scopes=READS,
    categories=frozenset({"produce"}), regions=frozenset({"450702"}),
)  # fmt: skip
POLICE = Actor(name="police", kind=ActorKind.DEPARTMENT, scopes=READS, categories=frozenset({"hazmat"}))
GROWER = Actor(name="grower", kind=ActorKind.ENTERPRISE, party=ORCHARD, scopes=frozenset({Scope.READ}))

FACTS = {
    "rule": "input_records", "rule_zh": "投入品记录", "rule_en": "inputs are recorded",
    "profile": "fruit", "version": "2026-01-01", "subject": BATCH,
    "stage": "growing", "stage_zh": "种植", "stage_en": "growing", "time": "2026-03-14 12:00",
    "events": str(EVENT), "basis_zh": "依据：农产品质量安全法第27条。",
    "basis_en": " Ground: Law on Quality and Safety of Farm Produce, art. 27.", "unsure": "",
    "party": ORCHARD, "paper_zh": "合格证", "paper_en": "certificate", "year": 2026,
    "found": 12, "expected": 10, "unit_zh": "千克", "unit_en": " kg",
}  # fmt: skip


def finding(**more: Any) -> Finding:
    """A finding of fruit in Lingshan, by the orchard; `more` says what is otherwise."""
    number = Finding.objects.count()
    told: dict[str, Any] = {
        "digest": hashlib.sha256(str(number).encode()).digest(),
        "profile": "fruit", "version": "2026-01-01", "category": "produce", "rule": "input_records",
        "subject": BATCH, "code": "rule.quota", "severity": "error", "path": "quantity", "stage": "growing",
        "facts": FACTS, "events": [EVENT], "things": [BATCH], "party": ORCHARD, "place": "414/6901234000016",
        "scopes": list(scope_keys(["produce"], ["450721"])),
        "time": NOON + timedelta(hours=number), "opened_at": NOON + timedelta(days=1),
    }  # fmt: skip
    return Finding.objects.create(**{**told, **more})
