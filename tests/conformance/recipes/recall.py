"""Recall recipes: a recall at each of its stages, and what its holders are told and answer."""

from typing import Any

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes
from tests.exchange.caller import document, event

BASE, NOTICES = "/api/recalls", "/api/notices"
GRAPES = "https://id.gs1.org/01/06901234567892/10/G1"
PLAN: dict[str, Any] = {
    "category": "food", "grade": "1", "title": "葡萄酒检出铅超标", "reason": "监督抽检不合格",
    "asked": {"codes": [GRAPES]},
}  # fmt: skip
NOBODY = f"{BASE}/R1999-00001"
SHOP = "uscc:91450702MA5NEXTR3B"
ALL_OF_SHOP = {"part": {"holder": SHOP}, "reason": "复检合格"}
ENDED = {"reason": "已全部处理"}
ISOLATED = {"deed": "isolated"}
RIGHT = {"texts": {"advice": "退给卖家。"}, "why": "原来的建议不对"}


def _at(stage: str) -> str:
    """The path of a recall at this stage: some of it is in a shop, some in a cellar."""
    from tests.recall import cellar, outbreak  # noqa: PLC0415 - the tables are known once Django is set up

    arrived = cellar.event(10, 10, "ObjectEvent", cellar.SHOP, epcList=[cellar.CASE], bizStep="receiving",
                           action="OBSERVE")  # fmt: skip
    made = {"drafted": outbreak.drafted, "frozen": outbreak.frozen, "issued": outbreak.issued}[stage]
    return f"{BASE}/{made(more=(arrived,))}"


def _read(end: str = "", **query: str) -> Recipe:
    return lambda asked: asked.world.operator.get(_at("issued") + end, query)


def _done(stage: str, verb: str, members: dict[str, Any] | None = None) -> Recipe:
    """What is done about a recall at this stage."""
    return lambda asked: asked.world.operator.post(f"{_at(stage)}/{verb}", members or {})


def _later(stage: str, verb: str, where: str) -> Recipe:
    """The same where the scope is large."""

    def ask(asked: Asked) -> HttpResponse:
        path = _at(stage)
        asked.world.monkeypatch.setattr(f"zhuisu.recall.{where}.reach_soon", lambda _: None)
        return asked.world.operator.post(f"{path}/{verb}", {})

    return ask


def _ended(verb: str, members: dict[str, Any]) -> Recipe:
    """What is done about a recall that was closed."""

    def ask(asked: Asked) -> HttpResponse:
        path = _at("issued")
        asked.world.operator.post(f"{path}/close", ENDED)
        return asked.world.operator.post(f"{path}/{verb}", members)

    return ask


def _posted(path: str, members: dict[str, Any]) -> Recipe:
    return lambda asked: asked.world.operator.post(path, members)


def _put(stage: str) -> Recipe:
    return lambda asked: asked.world.operator.send("PUT", _at(stage), PLAN)


def _slow(asked: Asked) -> HttpResponse:
    from tests.conformance.recipes.general import Slow  # noqa: PLC0415 - the general recipes read this table, too

    stated: Any = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "9", "wsgi.input": Slow()}
    operator = asked.world.operator
    answer = operator.client.generic("PUT", NOBODY, headers=operator.headers, **stated)
    assert isinstance(answer, HttpResponse)
    return answer


def _too_large(asked: Asked) -> HttpResponse:
    asked.world.settings.CAPTURE_BYTES = 10
    return asked.world.operator.send("PUT", NOBODY, PLAN)


def _drafted(asked: Asked) -> HttpResponse:
    asked.world.operator.post("/epcis/capture", document(event(1, epcList=[], quantityList=[{"epcClass": GRAPES}])))
    return asked.world.operator.post(BASE, PLAN)


def _listed(asked: Asked) -> HttpResponse:
    _at("issued")
    asked.world.operator.post(BASE, PLAN)
    return asked.world.operator.get(BASE, {"perPage": "1"})


def _notice() -> str:
    """Where the shop's notice is."""
    from zhuisu.recall.models import Holding  # noqa: PLC0415 - the tables are known once Django is set up

    _at("issued")
    return f"{NOTICES}/{Holding.objects.get(holder=SHOP).pk}"


def _told(asked: Asked) -> HttpResponse:
    from tests.exchange.caller import Caller  # noqa: PLC0415
    from zhuisu.access.actor import GRANTS, ActorKind  # noqa: PLC0415 - the tables are known once Django is set up
    from zhuisu.access.tokens import OPERATOR, issue_token, make_account  # noqa: PLC0415

    _at("issued")
    kind = ActorKind.ENTERPRISE
    make_account("shop", actor=OPERATOR, scopes=GRANTS[kind], kind=kind, party=SHOP)
    return Caller(issue_token("shop")).get(NOTICES)


def _answered_late(asked: Asked) -> HttpResponse:
    from zhuisu.recall.models import Recall  # noqa: PLC0415 - the tables are known once Django is set up

    path = _notice()
    asked.world.operator.post(f"{BASE}/{Recall.objects.get().number}/close", ENDED)
    return asked.world.operator.post(f"{path}/answers", ISOLATED)


def _reinstated(asked: Asked) -> HttpResponse:
    path = _at("issued")
    asked.world.operator.post(f"{path}/lift", ALL_OF_SHOP)
    return asked.world.operator.post(f"{path}/reinstate", ALL_OF_SHOP)


ONE = f"{BASE}/{{number}}"
ANSWERS = f"{NOTICES}/{{id}}/answers"

READ: Recipes = {
    ("get", BASE, 200): _listed,
    ("get", ONE, 200): _read(),
    ("get", f"{ONE}/holders", 200): _read("/holders", perPage="1"),
    ("get", f"{ONE}/things", 200): _read("/things", perPage="1"),
    ("get", f"{ONE}/reaches", 200): _read("/reaches"),
    ("get", f"{ONE}/reaches/{{reach}}/differences", 200): _read("/reaches/0/differences"),
    ("get", f"{ONE}/steps", 200): _read("/steps", perPage="1"),
    ("get", f"{ONE}/warnings", 200): _read("/warnings"),
    ("get", f"{ONE}/report", 200): _read("/report", form="pdf"),
}
KEPT: Recipes = {
    ("post", BASE, 201): _drafted,
    ("post", BASE, 400): _posted(BASE, {**PLAN, "grade": "9"}),
    ("put", ONE, 200): _put("drafted"),
    ("put", ONE, 400): lambda asked: asked.world.operator.send("PUT", NOBODY, {"title": "x"}),
    ("put", ONE, 404): lambda asked: asked.world.operator.send("PUT", NOBODY, PLAN),
    ("put", ONE, 408): _slow,
    ("put", ONE, 409): _put("frozen"),
    ("put", ONE, 413): _too_large,
    ("put", ONE, 415): lambda asked: asked.world.operator.send("PUT", NOBODY, b"a;b", "text/csv"),
    ("post", f"{ONE}/freeze", 200): _done("drafted", "freeze"),
    ("post", f"{ONE}/freeze", 202): _later("drafted", "freeze", "freezing"),
    ("post", f"{ONE}/freeze", 409): _done("frozen", "freeze"),
    ("post", f"{ONE}/issue", 200): _done("frozen", "issue"),
    ("post", f"{ONE}/issue", 409): _done("drafted", "issue"),
    ("post", f"{ONE}/follow", 200): _done("issued", "follow"),
    ("post", f"{ONE}/follow", 202): _later("issued", "follow", "reaching"),
    ("post", f"{ONE}/follow", 409): _done("drafted", "follow"),
    ("post", f"{ONE}/correct", 200): _done("issued", "correct", RIGHT),
    ("post", f"{ONE}/correct", 404): _posted(f"{NOBODY}/correct", RIGHT),
    ("post", f"{ONE}/correct", 409): _done("drafted", "correct", RIGHT),
    ("post", f"{ONE}/lift", 200): _done("issued", "lift", ALL_OF_SHOP),
    ("post", f"{ONE}/lift", 404): _posted(f"{NOBODY}/lift", ALL_OF_SHOP),
    ("post", f"{ONE}/lift", 409): _ended("lift", ALL_OF_SHOP),
    ("post", f"{ONE}/reinstate", 200): _reinstated,
    ("post", f"{ONE}/reinstate", 404): _posted(f"{NOBODY}/reinstate", ALL_OF_SHOP),
    ("post", f"{ONE}/reinstate", 409): _ended("reinstate", ALL_OF_SHOP),
    ("post", f"{ONE}/escalate", 200): _done("issued", "escalate", {"holder": SHOP}),
    ("post", f"{ONE}/escalate", 409): _ended("escalate", {}),
    ("post", f"{ONE}/close", 200): _done("issued", "close", ENDED),
    ("post", f"{ONE}/close", 409): _ended("close", ENDED),
    ("post", f"{ONE}/withdraw", 200): _done("drafted", "withdraw", ENDED),
    ("post", f"{ONE}/withdraw", 409): _ended("withdraw", ENDED),
}
NOTICED: Recipes = {
    ("get", NOTICES, 200): _told,
    ("get", f"{NOTICES}/{{id}}", 200): lambda asked: asked.world.operator.get(_notice()),
    ("post", ANSWERS, 201): lambda asked: asked.world.operator.post(f"{_notice()}/answers", ISOLATED),
    ("post", ANSWERS, 404): _posted(f"{NOTICES}/999999/answers", ISOLATED),
    ("post", ANSWERS, 409): _answered_late,
}


RECALLS: Recipes = {**READ, **KEPT, **NOTICED}
