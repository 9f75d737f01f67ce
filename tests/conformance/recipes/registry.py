"""Registry recipes: entries of each kind, what is decided about them, and reference data."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse

from tests.conformance.recipes.asking import Asked, Recipe, Recipes, getting
from tests.registry.cast import COOPERATIVE, DRIVER, FOOD_LICENCE, ORCHARD, PIGS, SLAUGHTERHOUSE, YARD

BASE = "/api/registry"
PARTY = f"uscc:{ORCHARD}"
SAMPLES: Mapping[str, dict[str, Any]] = {
    "parties": COOPERATIVE,
    "people": {**DRIVER, "key": "person:driver-1"},
    "places": YARD,
    "products": {"key": "01/06901234000016", "name": "荔枝", "category": "produce"},
    "assets": {"key": "asset:lorry-1", "kind": "vehicle", "name": "冷藏车"},
    "licences": FOOD_LICENCE,
    "relations": {"key": "relation:one-two", "kind": "agent", "party": ORCHARD, "other": SLAUGHTERHOUSE},
    "zones": {"key": "zone:old-town", "kind": "fireworks_forbidden", "name": "占鳌巷", "latitude": 21.95,
              "longitude": 108.62, "radiusKm": 1.5},
    "listings": {"list": "banned_pesticides", "name": "克百威", "validFrom": "2026-06-01"},
}  # fmt: skip
"""An entry of each kind, all of which may stand beside each other."""
ORDER = ("parties", "people", "products", "places", "assets", "licences", "relations", "zones", "listings")


def _register(asked: Asked, *plurals: str) -> dict[str, HttpResponse]:
    """One of each of these kinds, beside two parties."""
    operator = asked.world.operator
    operator.post(f"{BASE}/parties", PIGS)
    operator.post(f"{BASE}/parties", COOPERATIVE)
    return {plural: operator.post(f"{BASE}/{plural}", SAMPLES[plural]) for plural in plurals}


def _made(plural: str) -> Recipe:
    def ask(asked: Asked) -> HttpResponse:
        operator = asked.world.operator
        if plural != "parties":
            _register(asked)
        return operator.post(f"{BASE}/{plural}", SAMPLES[plural])

    return ask


def _twice(plural: str) -> Recipe:
    return lambda asked: (_register(asked, plural), asked.world.operator.post(f"{BASE}/{plural}", SAMPLES[plural]))[1]


def _listed(plural: str) -> Recipe:
    return lambda asked: (_register(asked, plural), asked.world.operator.get(f"{BASE}/{plural}"))[1]


def _path(asked: Asked, plural: str) -> str:
    answer = _register(asked, plural)[plural]
    return answer.headers.get("Location", f"{BASE}/parties/{PARTY}")


def _got(plural: str) -> Recipe:
    return lambda asked: asked.world.operator.get(_path(asked, plural))


def _patched(plural: str, members: dict[str, Any]) -> Recipe:
    return lambda asked: asked.world.operator.send("PATCH", _path(asked, plural), members)


def _closed(plural: str, kind: str) -> Recipe:
    """A change of what is closed."""

    def ask(asked: Asked) -> HttpResponse:
        path = _path(asked, plural)
        key = path.removeprefix(f"{BASE}/{plural}/")
        asked.world.operator.post(f"{BASE}/decisions", {"kind": kind, "key": key, "act": "close", "reason": "不再使用"})
        return asked.world.operator.send("PATCH", path, {"note": "x"})

    return ask


def _too_large(asked: Asked) -> HttpResponse:
    asked.world.settings.CAPTURE_BYTES = 10
    return asked.world.operator.send("PATCH", f"{BASE}/parties/x", {"note": "a long note"})


def _unknown(asked: Asked) -> HttpResponse:
    return asked.world.operator.send("PATCH", asked.somewhere, {"note": "x"})


def _posted(name: str, members: dict[str, Any], *plurals: str) -> Recipe:
    return lambda asked: (_register(asked, *plurals), asked.world.operator.post(f"{BASE}/{name}", members))[1]


def _slow(asked: Asked) -> HttpResponse:
    from tests.conformance.recipes.general import Slow  # noqa: PLC0415 - the general recipes read this table, too

    stated: Any = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "9", "wsgi.input": Slow()}
    operator = asked.world.operator
    answer = operator.client.generic("PATCH", asked.somewhere, headers=operator.headers, **stated)
    assert isinstance(answer, HttpResponse)
    return answer


NAMES = ("party", "person", "product", "place", "asset", "licence", "relation", "zone", "listing")
KINDS = dict(zip(ORDER, NAMES, strict=True))

ENTRIES: Recipes = {
    key: recipe
    for plural, kind in KINDS.items()
    for key, recipe in {
        ("get", f"{BASE}/{plural}", 200): _listed(plural),
        ("post", f"{BASE}/{plural}", 201): _made(plural),
        ("post", f"{BASE}/{plural}", 409): _twice(plural),
        ("get", f"{BASE}/{plural}/{{key}}", 200): _got(plural),
        ("patch", f"{BASE}/{plural}/{{key}}", 200): _patched(plural, {"note": "x"}),
        ("patch", f"{BASE}/{plural}/{{key}}", 400): _patched(plural, {"colour": "red"}),
        ("patch", f"{BASE}/{plural}/{{key}}", 404): _unknown,
        ("patch", f"{BASE}/{plural}/{{key}}", 408): _slow,
        ("patch", f"{BASE}/{plural}/{{key}}", 409): _closed(plural, kind),
        ("patch", f"{BASE}/{plural}/{{key}}", 413): _too_large,
        ("patch", f"{BASE}/{plural}/{{key}}", 415): lambda asked: asked.world.operator.send(
            "PATCH", asked.somewhere, b"a;b", "text/csv"
        ),
    }.items()
}

FILED = {"kind": "party", "key": PARTY, "act": "file"}
TWINS = {"kind": "party", "keep": PARTY, "lose": f"uscc:{SLAUGHTERHOUSE}", "reason": "同一主体"}
DRIVEN = {"key": "person:driver-1", "reason": "核查"}
NOBODY = {"key": "person:nobody-1", "reason": "核查"}
UNNUMBERED = {"key": "person:nameless", "name": "某人"}


def _unnumbered(asked: Asked) -> HttpResponse:
    asked.world.operator.post(f"{BASE}/people", UNNUMBERED)
    return asked.world.operator.post(f"{BASE}/reveals", {"key": UNNUMBERED["key"], "reason": "核查"})


REGISTRY: Recipes = {
    **ENTRIES,
    ("post", f"{BASE}/decisions", 200): _posted("decisions", FILED),
    ("post", f"{BASE}/decisions", 404): _posted("decisions", {**FILED, "key": "party:nobody-1"}),
    ("post", f"{BASE}/decisions", 409): _posted("decisions", {**FILED, "act": "approve"}),
    ("post", f"{BASE}/merges", 200): _posted("merges", TWINS),
    ("post", f"{BASE}/merges", 404): _posted("merges", {**TWINS, "lose": "party:nobody-1"}),
    ("post", f"{BASE}/merges", 409): _posted("merges", {**TWINS, "lose": PARTY}),
    ("post", f"{BASE}/reveals", 200): _posted("reveals", DRIVEN, "people"),
    ("post", f"{BASE}/reveals", 404): _posted("reveals", NOBODY),
    ("post", f"{BASE}/reveals", 409): _unnumbered,
    ("post", f"{BASE}/erasures", 200): _posted("erasures", DRIVEN, "people"),
    ("post", f"{BASE}/erasures", 404): _posted("erasures", NOBODY),
    ("get", f"{BASE}/changes", 200): lambda asked: (
        _register(asked), asked.world.operator.get(f"{BASE}/changes", {"kind": "party", "key": PARTY}),
    )[1],
    ("get", f"{BASE}/changes", 404): getting(f"{BASE}/changes", "?kind=party&key=party:nobody-1"),
    ("get", f"{BASE}/duplicates", 200): getting(f"{BASE}/duplicates"),
    ("get", f"{BASE}/regions", 200): getting(f"{BASE}/regions"),
    ("get", f"{BASE}/regions/{{code}}", 200): getting(f"{BASE}/regions/450721"),
    ("get", f"{BASE}/departments", 200): getting(f"{BASE}/departments"),
    ("get", f"{BASE}/systems", 200): getting(f"{BASE}/systems"),
}  # fmt: skip
