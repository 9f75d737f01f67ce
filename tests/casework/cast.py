"""The cast of casework's tests: an orchard whose findings become a case, the officials who work on it, and how far
they have come."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final
from uuid import uuid4

from django.apps import apps
from PIL import Image

from tests.registry.cast import COOPERATIVE, approved
from tests.supervision.cast import AGRICULTURE, finding
from zhuisu.access.actor import Actor
from zhuisu.access.models import Account
from zhuisu.casework.doing import Decided, assign, close, decide
from zhuisu.casework.grouping import group_next
from zhuisu.casework.inspecting import Checked, Inspected, inspect
from zhuisu.casework.models import Case
from zhuisu.casework.refusing import Refusal
from zhuisu.casework.told import CasePosition, ToldCase
from zhuisu.recall.evidence import Photo
from zhuisu.supervision.models import Finding

TABLES: Final = ", ".join(model._meta.db_table for model in apps.get_app_config("casework").get_models())
CITRUS: Final = {
    "key": "01/06901234000016", "name": "六荔垌荔枝", "variety": "fruit", "category": "produce",
    "party": "uscc:93450721MA5685666W",
}  # fmt: skip
OFFICERS: Final = "谭志明（桂070001）\n李小红（桂070002）"
ORDER: Final = Decided(decision="order", reason="投入品超量", basis="农产品质量安全法第27条")


def account(actor: Actor) -> Account:
    """The account of somebody who acts."""
    return Account.objects.create(
        name=actor.name,
        kind=actor.kind.value,
        party=actor.party,
        scopes=sorted(actor.scopes),
        categories=sorted(actor.categories),
        regions=sorted(actor.regions),
    )


def registered() -> None:
    """The orchard and its fruit."""
    approved("party", COOPERATIVE)
    approved("product", CITRUS)


def opened(**more: Any) -> str:
    """A case of the orchard, from one finding."""
    finding(**more)
    while group_next():
        pass
    return Case.objects.latest("id").number


def assigned(actor: Actor = AGRICULTURE) -> str:
    """The same, with somebody who works on it."""
    account(actor)
    number = opened()
    done(assign(number, actor.name, actor=actor))
    return number


def decided(actor: Actor = AGRICULTURE) -> str:
    """The same, decided."""
    number = assigned(actor)
    done(decide(number, ORDER, actor=actor))
    return number


def closed(actor: Actor = AGRICULTURE) -> str:
    """The same, closed."""
    number = decided(actor)
    done(end(number, actor))
    return number


def end(number: str, actor: Actor = AGRICULTURE) -> Any:
    """It is closed, whatever still holds."""
    holding = Finding.objects.filter(joined__case__number=number, closed_at=None).values_list("pk", flat=True)
    return close(number, "已书面报告整改情况，复查通过。", actor=actor, confirmed=set(holding))


def inspection(**more: Any) -> Inspected:
    """A visit to the orchard; `more` says what is otherwise."""
    told: dict[str, Any] = {
        "draft": uuid4(),
        "at": datetime.now(UTC),
        "officers": OFFICERS,
        "place": "灵山县六荔垌果园",
        "lines": (Checked("fruit/input_use/records", "wrong", "台账缺 3 月份"), Checked("fruit/harvest/records", "ok")),
        "position": CasePosition(22.4, 109.3, 12.0),
        "summary": "投入品台账不全，其余符合要求。",
        "signer": "陆小荔",
        "signature": picture("PNG"),
        "photos": (Photo(picture("JPEG"), "台账.jpg"),),
    }
    return Inspected(**{**told, **more})


def inspected(**more: Any) -> str:
    """The case, inspected."""
    number = assigned()
    done(inspect(number, inspection(**more), actor=AGRICULTURE))
    return number


def picture(kind: str) -> bytes:
    """A small picture."""
    made = BytesIO()
    Image.new("RGB", (32, 24), "white").save(made, kind)
    return made.getvalue()


def done(answer: Any) -> ToldCase:
    assert isinstance(answer, ToldCase), answer
    return answer


def codes(answer: object) -> list[str]:
    """Why it was refused."""
    assert isinstance(answer, Refusal), answer
    return [each.code for each in answer.findings]
