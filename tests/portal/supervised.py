"""What supervision says of the told stories: their varieties, what rules found, how complete their records are."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from tests.portal.stories import BOX, FRUIT, LYCHEE, PORK, VACCINE
from zhuisu.core.findings import Severity, Text
from zhuisu.packaged import profiles
from zhuisu.portal.story import Kinds
from zhuisu.supervision.completeness import ToldCompleteness, ToldPart
from zhuisu.supervision.findings import ToldFinding
from zhuisu.tracing.answer import TraceAnswer
from zhuisu.tracing.public import PublicEvent

VARIETIES = {BOX: "fruit", LYCHEE: "fruit", FRUIT: "fruit", PORK: "livestock", VACCINE: "vaccine"}


def kinds_of(answer: TraceAnswer) -> Kinds:
    """In place of `sources.kinds_of`: what the registry knows of these stories."""
    varieties = {thing.key: VARIETIES[thing.key] for thing in answer.things if thing.key in VARIETIES}
    pigs = {thing.key: "livestock" for thing in answer.things if thing.scheme == "eartag"}
    known = {**varieties, **pigs}
    return Kinds(known, {each: profiles()[each] for each in set(known.values())})


def finding(**more: Any) -> ToldFinding:
    """Pork that travelled without a quarantine certificate, as everybody is told; `more` says what is otherwise."""
    told: dict[str, Any] = {
        "id": 1,
        "profile": "livestock",
        "variety": Text("畜产品", "meat of livestock"),
        "version": "2026-03-01",
        "category": "produce",
        "rule": "from_quarantine",
        "rule_name": Text("胴体来自检疫合格的畜", "the carcass comes from quarantined animals"),
        "code": "rule.precedence.missing",
        "severity": Severity.ERROR,
        "is_open": True,
        "is_plain": True,
        "told": Text("", ""),
        "mend": Text("补报此前的环节。", "Report the step that has to come before."),
        "basis": Text("《动物防疫法》第51条", "Animal Epidemic Prevention Law, art. 51"),
        "unsure": "",
        "stage": "leave_house",
        "stage_name": Text("出厂", "despatch from the slaughterhouse"),
        "subject": "",
        "things": (PORK,),
        "party": "",
        "place": "",
        "path": "",
        "events": (),
        "time": datetime(2026, 5, 24, 3, tzinfo=UTC),
        "opened_at": datetime(2026, 5, 24, 4, tzinfo=UTC),
        "closed_at": None,
        "closed_by": "",
    }
    return ToldFinding(**{**told, **more})


FINDINGS = [
    finding(),
    finding(
        id=2,
        rule="rested",
        rule_name=Text("宰前静养不少于 12 小时", "rested at least 12 hours"),
        code="rule.value_range.low",
        severity=Severity.WARNING,
        stage="enter_house",
        stage_name=Text("进厂查验静养", "entry and rest"),
        basis=Text("", ""),
        things=("eartag:145072100000001",),
        unsure="静养 12–24 小时为行业规程 · 12 to 24 hours by trade practice",
    ),
    finding(
        id=3,
        rule="meat_records",
        rule_name=Text("养殖、屠宰、交易档案完整", "complete records from farm to trade"),
        code="rule.required_fields.missing",
        is_open=False,
        closed_at=datetime(2026, 5, 26, tzinfo=UTC),
    ),
    finding(
        id=4,
        profile="fruit",
        rule="interval",
        rule_name=Text("安全间隔期满后采收", "picked after the safety interval"),
        code="rule.match",
        severity=Severity.WARNING,
        stage="harvest",
        stage_name=Text("采收", "harvest"),
        things=(FRUIT,),
    ),
]


def findings_of(keys: Collection[str]) -> list[ToldFinding]:
    """In place of `sources.findings_of`."""
    return [each for each in FINDINGS if not set(keys).isdisjoint(each.things)]


def completeness_of(answer: TraceAnswer) -> ToldCompleteness | None:
    """In place of `sources.completeness_of`: eight of nine stages of the pork."""
    if answer.focus != PORK:
        return None
    parts = (
        ToldPart(
            "stages", Text("环节齐全", "stages on record"), 8, 9, (Text("出栏检疫", "quarantine at the farm"),), 1
        ),
        ToldPart(
            "fields",
            Text("必填数据齐全", "required data stated"),
            30,
            32,
            (Text("运输：车牌号", "transport: vehicle plate"),),
            2,
        ),
        ToldPart("timeliness", Text("上报及时", "reported in time"), 40, 40, (), 0),
    )
    return ToldCompleteness(
        subject=PORK,
        profile="livestock",
        variety=Text("畜产品", "meat of livestock"),
        score=0.92,
        told=Text("完整度 92%", "92% complete"),
        events=40,
        is_cut=False,
        parts=parts,
    )


def opened_event(event: str, of: str, after: str | None = None) -> PublicEvent | None:
    """In place of `sources.opened_event`: a record of which the price and the papers are not open."""
    body = b'{\n  "type": "ObjectEvent",\n  "action": "OBSERVE"\n}'
    return PublicEvent(body, ("zhuisu:price", "transaction.inv", "https://example.org/note"), ("fruit",))
