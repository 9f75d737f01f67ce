"""The labels of the demonstration city: codes that a grower and a dairy got, printed and looked up by some."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final

import msgspec

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.demo import City
from zhuisu.demo.directory import party, product
from zhuisu.server.trouble import TroubleError

GOT: Final = (
    ("orchard", {"kind": "batch", "product": "lychee_fruit", "lot": "GW-0601"}),
    ("orchard", {"kind": "item", "product": "lychee_fruit", "count": 48, "lot": "GW-0601"}),
    ("dairy_maker", {"kind": "item", "product": "yoghurt", "count": 120, "lot": "Y-0601"}),
    ("dairy_maker", {"kind": "logistic", "product": "formula_case", "count": 12}),
)
"""Who got which codes."""
PRINTED: Final = 24
LOOKED_UP: Final = ("lychee_box", "formula_tin")
VISITORS: Final = ("36.1.0.7", "36.1.0.9", "113.16.0.4")
PHONE: Final = "Mozilla/5.0 (Linux; Android 15; Mobile)"


def after(town: City) -> None:
    """Once, when the city is loaded: where any code was given out, nothing is added."""
    if import_module("zhuisu.labelling.models").Issue.objects.exists():
        return
    for slug, wanted in GOT:
        actor = _actor(slug)
        made = _issued(actor, wanted)
        if made.count > 1:
            _printed(actor, made.id)
    scans, visitors = import_module("zhuisu.labelling.scans"), import_module("zhuisu.labelling.visitors")
    for key in _looked_up(town):
        for address in VISITORS:
            scans.note(key, visitors.Visitor(address, PHONE))


def _actor(slug: str) -> Actor:
    key = import_module("zhuisu.core.codes").key_of_uri(party(slug).id)
    scopes = frozenset({Scope.CAPTURE, Scope.READ, Scope.REGISTRY})
    return Actor(name=slug.replace("_", "-"), kind=ActorKind.ENTERPRISE, party=key, scopes=scopes)


def _issued(actor: Actor, wanted: dict[str, Any]) -> Any:
    asked, codes = import_module("zhuisu.labelling.asked"), import_module("zhuisu.core.codes")
    what = codes.key_of_uri(product(wanted["product"]).id)
    told = msgspec.convert({**wanted, "product": what}, asked.IssueAsked)
    return _done(import_module("zhuisu.labelling.issuing").issue(told, actor=actor))


def _printed(actor: Actor, issue: int) -> None:
    asked = import_module("zhuisu.labelling.asked").PrintAsked(issue=issue, count=PRINTED, layout="a4_24")
    _done(import_module("zhuisu.labelling.printing").print_labels(asked, actor=actor))


def _looked_up(town: City) -> Iterator[str]:
    return (each.key for each in town.showcases if each.slug in LOOKED_UP)


def _done(answer: Any) -> Any:
    """The answer, if it is no refusal."""
    if isinstance(answer, import_module("zhuisu.labelling.refusing").Refusal):
        codes = ", ".join(finding.code for finding in answer.findings)
        raise TroubleError(f"Labels of the demonstration city were refused: {codes}.")
    return answer
