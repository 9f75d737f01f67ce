"""Record recipes: a farm that harvests, and sells to a stall that receives."""

from typing import Any
from uuid import uuid4

import msgspec
from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes
from tests.exchange.caller import Caller

DRAFT = "0198c000-0000-4000-8000-000000000001"


def _enterprise(name: str) -> Caller:
    """The farm or the stall, which the registry has."""
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.actor import ActorKind  # noqa: PLC0415
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    cast.register()
    party = {"farm": cast.GROWER, "stall": cast.STALL}[name]
    make_account(name, actor=OPERATOR, scopes=cast.SCOPES, party=party, kind=ActorKind.ENTERPRISE)
    return Caller(issue_token(name))


def _harvest(**more: Any) -> dict[str, Any]:
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first

    return {**msgspec.to_builtins(cast.harvest(event_time=cast.ago(hours=2).replace(microsecond=0))), **more}


def _delivery() -> tuple[Caller, str]:
    """The stall, and the address of the receipt of what the farm sold to it."""
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first

    stall = _enterprise("stall")
    cast.saved(cast.AT_FARM, cast.harvest(120))
    return stall, f"/api/incoming/{cast.saved(cast.AT_FARM, cast.sale(100)).event}/receipt"


def _got(path: str) -> Recipe:
    return lambda _: _enterprise("farm").get(path)


def _recorded(_: Asked) -> HttpResponse:
    return _enterprise("farm").post("/api/records", _harvest())


def _recorded_again(_: Asked) -> HttpResponse:
    farm, body = _enterprise("farm"), _harvest(draft=DRAFT)
    farm.post("/api/records", body)
    return farm.post("/api/records", body)


def _recorded_otherwise(_: Asked) -> HttpResponse:
    farm = _enterprise("farm")
    farm.post("/api/records", _harvest(draft=DRAFT))
    return farm.post("/api/records", _harvest(draft=DRAFT, note="其实是昨天"))


def _of_no_stage(_: Asked) -> HttpResponse:
    return _enterprise("farm").post("/api/records", _harvest(stage="weeding"))


def _listed(_: Asked) -> HttpResponse:
    farm = _enterprise("farm")
    farm.post("/api/records", _harvest())
    farm.post("/api/records", _harvest(draft=str(uuid4())))
    return farm.get("/api/records", {"perPage": "1"})


def _received(_: Asked) -> HttpResponse:
    stall, address = _delivery()
    return stall.post(address, {"draft": DRAFT})


def _received_again(_: Asked) -> HttpResponse:
    stall, address = _delivery()
    stall.post(address, {"draft": DRAFT})
    return stall.post(address, {"draft": DRAFT})


def _received_by_two(_: Asked) -> HttpResponse:
    stall, address = _delivery()
    stall.post(address, {"draft": DRAFT})
    return stall.post(address, {"draft": str(uuid4())})


def _received_from_nobody(_: Asked) -> HttpResponse:
    return _enterprise("stall").post("/api/incoming/urn:uuid:1/receipt", {"draft": DRAFT})


def _incoming(_: Asked) -> HttpResponse:
    return _delivery()[0].get("/api/incoming")


def _stock(_: Asked) -> HttpResponse:
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first

    farm = _enterprise("farm")
    cast.saved(cast.AT_FARM, cast.harvest(120))
    return farm.get("/api/stock", {"variety": "vegetable"})


FORM = "/api/forms/{variety}/{stage}"
RECEIPT = "/api/incoming/{event}/receipt"
RECORDS: Recipes = {
    ("get", "/api/forms", 200): _got("/api/forms"),
    ("get", FORM, 200): _got("/api/forms/vegetable/harvest"),
    ("get", FORM, 404): _got("/api/forms/vegetable/weeding"),
    ("get", "/api/records", 200): _listed,
    ("post", "/api/records", 200): _recorded_again,
    ("post", "/api/records", 201): _recorded,
    ("post", "/api/records", 404): _of_no_stage,
    ("post", "/api/records", 409): _recorded_otherwise,
    ("get", "/api/stock", 200): _stock,
    ("get", "/api/incoming", 200): _incoming,
    ("post", RECEIPT, 200): _received_again,
    ("post", RECEIPT, 201): _received,
    ("post", RECEIPT, 404): _received_from_nobody,
    ("post", RECEIPT, 409): _received_by_two,
}
