"""Alerts in force and what they are in force for, written straight into the tables: for who only reads them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from django.apps import apps

from zhuisu.recall.models import Affected, Recall

TABLES: Final = ", ".join(model._meta.db_table for model in apps.get_app_config("recall").get_models())
NOON = datetime(2026, 3, 14, 4, 0, tzinfo=UTC)


def alert(*things: str, **members: Any) -> Recall:
    """An alert that is in force for these things."""
    number = members.pop("number", f"ZH-2026-{Recall.objects.count() + 1:04d}")
    stated: Mapping[str, Any] = {
        "kind": "recall", "category": "food", "title": "鲜猪肉检出禁用药物", "reason": "抽检不合格", "state": "issued",
        "asked": {}, "opened_by": "operator", "opened_at": NOON, "issued_at": NOON, "scopes": ["food/450700"],
        "is_public": True,
    }  # fmt: skip
    made = Recall.objects.create(number=number, **{**stated, **members})
    affect(made, *things)
    return made


def affect(recall: Recall, *things: str, **members: Any) -> None:
    """These things are in its scope."""
    stated = {"state": "in_stock", "came_state": "in_stock", **members}
    Affected.objects.bulk_create(Affected(recall=recall, thing=thing, **stated) for thing in things)
