"""Scope recipes: an inquiry that waits, one that has ended, one that was forgotten; drills."""

from uuid import UUID

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes
from tests.exchange.caller import PIG, document, event

ABOUT = {"codes": [PIG.format(1)]}
SCOPE, DRILLS = "/api/scope", "/api/drills"
NOBODY = f"{SCOPE}/{UUID(int=0)}"


def _begun(asked: Asked, path: str = SCOPE) -> str:
    """Where a new inquiry or drill is."""
    operator = asked.world.operator
    operator.post("/epcis/capture", document(event(1)))
    answer = operator.post(path, ABOUT if path == SCOPE else {"code": PIG.format(1)})
    assert answer.status_code == 202, answer.content
    return answer.headers["Location"]


def _ended(asked: Asked, path: str = SCOPE) -> str:
    from zhuisu.recall.growing import grow_next  # noqa: PLC0415 - the tables are known once Django is set up

    where = _begun(asked, path)
    assert grow_next() == 1
    return where


def _read(end: str = "", path: str = SCOPE) -> Recipe:
    return lambda asked: asked.world.operator.get(_ended(asked, path) + end)


def _forgotten(end: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        where = _ended(asked)
        asked.world.operator.ask("DELETE", where)
        return asked.world.operator.get(where + end)

    return ask


def _twice(path: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        asked.world.monkeypatch.setattr("zhuisu.recall.inquiries.MOST_OPEN", 1)
        _begun(asked, path)
        return asked.world.operator.post(path, ABOUT if path == SCOPE else {"code": PIG.format(1)})

    return ask


def _listed(path: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        _begun(asked, path)
        _begun(asked, path)
        return asked.world.operator.get(path, {"perPage": "1"})

    return ask


def _posted(path: str, members: object) -> Recipe:
    return lambda asked: asked.world.operator.post(path, members)


INQUIRY, DRILL = f"{SCOPE}/{{inquiry}}", f"{DRILLS}/{{drill}}"
SCOPES: Recipes = {
    ("get", SCOPE, 200): _listed(SCOPE),
    ("post", SCOPE, 202): lambda asked: (_begun(asked), _posted(SCOPE, ABOUT)(asked))[1],
    ("post", SCOPE, 400): _posted(SCOPE, {"codes": []}),
    ("post", SCOPE, 409): _twice(SCOPE),
    ("get", INQUIRY, 200): _read(),
    ("delete", INQUIRY, 200): lambda asked: asked.world.operator.ask("DELETE", _ended(asked)),
    ("delete", INQUIRY, 404): lambda asked: asked.world.operator.ask("DELETE", NOBODY),
    ("get", f"{INQUIRY}/things", 200): _read("/things?perPage=1"),
    ("get", f"{INQUIRY}/things", 404): lambda asked: asked.world.operator.get(f"{NOBODY}/things"),
    ("get", f"{INQUIRY}/things", 409): _forgotten("/things"),
    ("get", f"{INQUIRY}/tally", 200): _read("/tally?by=state"),
    ("get", f"{INQUIRY}/tally", 404): lambda asked: asked.world.operator.get(f"{NOBODY}/tally?by=state"),
    ("get", f"{INQUIRY}/tally", 409): _forgotten("/tally?by=state"),
    ("get", DRILLS, 200): _listed(DRILLS),
    ("post", DRILLS, 202): lambda asked: (_begun(asked), _posted(DRILLS, {"code": PIG.format(1)})(asked))[1],
    ("post", DRILLS, 400): _posted(DRILLS, {"code": "\x00"}),
    ("post", DRILLS, 409): _twice(DRILLS),
    ("get", DRILL, 200): _read(path=DRILLS),
    ("get", f"{DRILL}/record", 200): _read("/record", DRILLS),
    ("get", f"{DRILL}/record", 409): lambda asked: asked.world.operator.get(_begun(asked, DRILLS) + "/record"),
}
