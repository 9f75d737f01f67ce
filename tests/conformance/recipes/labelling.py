"""Label recipes: a farm that gets codes, prints labels, promises conformity of a harvest and sells it with a ticket."""

import json
from typing import Any

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes
from tests.exchange.caller import Caller

BASE = "/api/labels"
ISSUES, CERTIFICATES, TICKETS = f"{BASE}/issues", f"{BASE}/certificates", f"{BASE}/tickets"
GREENS = "01/06901234567892"
ITEMS = {"kind": "item", "product": GREENS, "count": 3, "lot": "L7"}
NOBODYS = {"kind": "item", "product": "01/06901234567908"}


def _farm() -> Caller:
    """The farm, which the registry has."""
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first
    from zhuisu.access.actor import ActorKind  # noqa: PLC0415
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    cast.register()
    make_account("farm", actor=OPERATOR, scopes=cast.SCOPES, party=cast.GROWER, kind=ActorKind.ENTERPRISE)
    return Caller(issue_token("farm"))


def _issued(farm: Caller) -> str:
    return str(farm.post(ISSUES, ITEMS).headers["Location"])


def _harvested() -> dict[str, Any]:
    """What the certificate of a harvest says."""
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first
    from zhuisu.labelling.certificates import CertificateAsked, proposed  # noqa: PLC0415

    event = cast.saved(cast.AT_FARM, cast.harvest(120)).event
    asked = proposed(event, cast.AT_FARM)
    assert isinstance(asked, CertificateAsked)
    return {
        "event": event, "things": list(asked.things), "name": "菜心", "quantity": 120, "unit": "KGM",
        "origin": "灵山县", "producer": "灵山菜农合作社", "contact": "13900000000", "basis": "own test",
    }  # fmt: skip


def _trader() -> Caller:
    """The farm, which has an operator's code."""
    from tests.recording import cast  # noqa: PLC0415 - Django must be set up first
    from zhuisu.registry.kinds import KINDS  # noqa: PLC0415
    from zhuisu.registry.writing import change  # noqa: PLC0415

    farm = _farm()
    change(KINDS["party"], cast.GROWER, {"aliases": ["meatveg_operator:4507210010001"]}, actor="operator")
    return farm


def _got(path: str) -> Recipe:
    return lambda _: _farm().get(path)


def _refused(path: str, body: object) -> Recipe:
    return lambda _: _farm().post(path, body)


def _listed(_: Asked) -> HttpResponse:
    farm = _farm()
    _issued(farm)
    _issued(farm)
    return farm.get(ISSUES, {"perPage": "1"})


def _codes(_: Asked) -> HttpResponse:
    farm = _farm()
    return farm.get(f"{_issued(farm)}/codes", {"perPage": "2"})


def _code(_: Asked) -> HttpResponse:
    farm = _farm()
    (first, *_rest) = json.loads(farm.get(f"{_issued(farm)}/codes").content)
    return farm.get(f"{BASE}/code", {"code": first["address"]})


def _one_issue(_: Asked) -> HttpResponse:
    farm = _farm()
    return farm.get(_issued(farm))


def _lot_twice(_: Asked) -> HttpResponse:
    farm = _farm()
    farm.post(ISSUES, {"kind": "batch", "product": GREENS, "lot": "L7"})
    return farm.post(ISSUES, {"kind": "batch", "product": GREENS, "lot": "L7"})


def _printed(_: Asked) -> HttpResponse:
    farm = _farm()
    number = int(_issued(farm).rpartition("/")[2])
    return farm.post(f"{BASE}/prints", {"issue": number, "form": "zpl", "layout": "single_40x30"})


def _ticket_as_label(_: Asked) -> HttpResponse:
    farm = _trader()
    number = int(farm.post(TICKETS, {}).headers["Location"].rpartition("/")[2])
    return farm.post(f"{BASE}/prints", {"issue": number})


def _certified(end: str = "") -> Recipe:
    def ask(_: Asked) -> HttpResponse:
        farm = _farm()
        made = farm.post(CERTIFICATES, _harvested())
        where = made.headers["Location"]
        return {"": made, "get": farm.get(where), "print": farm.post(f"{where}/prints", {"size": "a5"})}[end]

    return ask


def _certified_twice(_: Asked) -> HttpResponse:
    """By a record that states the number of its certificate."""
    from tests.capture.cast import capture, document, packed  # noqa: PLC0415 - Django must be set up first
    from tests.recording import cast  # noqa: PLC0415

    farm, told = _farm(), _harvested()
    paper = {"type": "cert", "bizTransaction": "urn:zhuisu:licence:conformity_certificate:4507212026112700009"}
    amount = {"epcClass": f"https://id.gs1.org/{cast.BATCH}", "quantity": 120, "uom": "KGM"}
    event = packed("1", epcList=[], quantityList=[amount],
                   sourceList=[{"type": "owning_party", "source": f"urn:zhuisu:{cast.GROWER}"}],
                   bizTransactionList=[paper])  # fmt: skip
    assert capture(document(event)).success
    farm.post(CERTIFICATES, {**told, "event": event["eventID"]})
    return farm.post(CERTIFICATES, {**told, "event": event["eventID"]})


def _drafted_twice(_: Asked) -> HttpResponse:
    """One certificate, however often its draft is sent."""
    farm = _farm()
    said = {**_harvested(), "draft": "6f1d0c1e-8d0f-4d0a-9c55-2b6f6d1f5e10"}
    farm.post(CERTIFICATES, said)
    return farm.post(CERTIFICATES, said)


def _ticket(end: str) -> Recipe:
    def ask(_: Asked) -> HttpResponse:
        farm = _trader()
        made = farm.post(TICKETS, {})
        where = made.headers["Location"]
        return {"post": made, "get": farm.get(where), "print": farm.post(f"{where}/prints", {})}[end]

    return ask


LABELS: Recipes = {
    ("get", f"{BASE}/products", 200): _got(f"{BASE}/products"),
    ("get", f"{BASE}/layouts", 200): _got(f"{BASE}/layouts"),
    ("get", f"{BASE}/code", 200): _code,
    ("get", f"{BASE}/code", 404): _got(f"{BASE}/code?code=01/06901234567892/10/NONE"),
    ("get", ISSUES, 200): _listed,
    ("post", ISSUES, 201): lambda _: _farm().post(ISSUES, ITEMS),
    ("post", ISSUES, 404): _refused(ISSUES, NOBODYS),
    ("post", ISSUES, 409): _lot_twice,
    ("get", f"{ISSUES}/{{issue}}", 200): _one_issue,
    ("get", f"{ISSUES}/{{issue}}", 404): _got(f"{ISSUES}/9"),
    ("get", f"{ISSUES}/{{issue}}/codes", 200): _codes,
    ("get", f"{ISSUES}/{{issue}}/codes", 404): _got(f"{ISSUES}/x/codes"),
    ("post", f"{BASE}/prints", 200): _printed,
    ("post", f"{BASE}/prints", 404): _refused(f"{BASE}/prints", {"issue": 9}),
    ("post", f"{BASE}/prints", 409): _ticket_as_label,
    ("get", CERTIFICATES, 200): _got(CERTIFICATES),
    ("post", CERTIFICATES, 200): _drafted_twice,
    ("post", CERTIFICATES, 201): _certified(),
    ("post", CERTIFICATES, 404): lambda asked: _farm().post(CERTIFICATES, {**_harvested(), "event": "urn:x:y"}),
    ("post", CERTIFICATES, 409): _certified_twice,
    ("get", f"{CERTIFICATES}/{{certificate}}", 200): _certified("get"),
    ("get", f"{CERTIFICATES}/{{certificate}}", 404): _got(f"{CERTIFICATES}/9"),
    ("post", f"{CERTIFICATES}/{{certificate}}/prints", 200): _certified("print"),
    ("post", f"{CERTIFICATES}/{{certificate}}/prints", 404): _refused(f"{CERTIFICATES}/9/prints", {}),
    ("get", TICKETS, 200): _got(TICKETS),
    ("post", TICKETS, 201): _ticket("post"),
    ("post", TICKETS, 404): _refused(TICKETS, {"event": "urn:x:y"}),
    ("post", TICKETS, 409): _refused(TICKETS, {}),
    ("get", f"{TICKETS}/{{ticket}}", 200): _ticket("get"),
    ("get", f"{TICKETS}/{{ticket}}", 404): _got(f"{TICKETS}/9"),
    ("post", f"{TICKETS}/{{ticket}}/prints", 200): _ticket("print"),
    ("post", f"{TICKETS}/{{ticket}}/prints", 404): _refused(f"{TICKETS}/9/prints", {}),
}
