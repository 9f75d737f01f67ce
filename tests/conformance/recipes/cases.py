"""Case recipes: a case in each of its states."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes

BASE = "/api/cases"
ONE = f"{BASE}/{{number}}"
NOBODY = f"{BASE}/C1999-00001"
BODIES: dict[str, dict[str, Any]] = {
    "assign": {"account": "operator"},
    "say": {"text": "明天去现场"},
    "due": {"until": f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}", "reason": "等检测结果"},
    "decide": {"decision": "order", "reason": "投入品超量"},
    "close": {"reason": "已改正"},
    "reopen": {"reason": "复查又发现"},
}
DONE_IN = {
    "assign": "opened", "say": "assigned", "due": "assigned", "decide": "assigned", "reopen": "closed",
}  # fmt: skip
NOT_IN = {
    "assign": "closed", "due": "closed", "decide": "opened", "close": "opened", "reopen": "assigned",
}  # fmt: skip


def _at(state: str) -> str:
    """The path of a case in this state."""
    from tests.casework import cast  # noqa: PLC0415 - the tables are known once Django is set up

    return f"{BASE}/{getattr(cast, state)()}"


def _done(verb: str, state: str) -> Recipe:
    return lambda asked: asked.world.operator.post(f"{_at(state)}/{verb}", BODIES[verb])


def _of_nobody(verb: str) -> Recipe:
    return lambda asked: asked.world.operator.post(f"{NOBODY}/{verb}", BODIES[verb])


def _closed(asked: Asked) -> HttpResponse:
    """With what still holds confirmed."""
    path = _at("decided")
    holding = json.loads(asked.world.operator.get(path).content)["findings"]
    return asked.world.operator.post(
        f"{path}/close", {"reason": "已书面报告整改情况，复查通过。", "confirmed": holding}
    )


def _listed(asked: Asked) -> HttpResponse:
    _at("opened")
    return asked.world.operator.get(BASE, {"perPage": "1"})


READ: Recipes = {
    ("get", BASE, 200): _listed,
    ("get", ONE, 200): lambda asked: asked.world.operator.get(_at("closed")),
}
CASES: Recipes = {
    **READ,
    **{("post", f"{ONE}/{verb}", 200): _done(verb, state) for verb, state in DONE_IN.items()},
    ("post", f"{ONE}/close", 200): _closed,
    **{("post", f"{ONE}/{verb}", 404): _of_nobody(verb) for verb in BODIES},
    **{("post", f"{ONE}/{verb}", 409): _done(verb, state) for verb, state in NOT_IN.items()},
}
