"""The plan of the demonstration city: some measures brought forward, one blocked, a joint meeting called and held."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any, Final

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.core.findings import Finding
from zhuisu.demo import City
from zhuisu.server.trouble import TroubleError

OFFICE: Final = Actor(name="coordination", kind=ActorKind.OFFICE, scopes=frozenset({Scope.READ, Scope.SUPERVISE}))
PUT_OFF: Final = timedelta(days=240)
_FORWARD: Final = (
    ("produce_platform", "done", 100, "生产主体备案、采收、合格证、进场检测已全部在平台办理"),
    ("meat_vegetables", "doing", 70, "望汐坊市场已用电子交易凭证，其余市场陆续接入"),
    ("farm_to_table", "doing", 55, "学校食堂已能追到地块和耳标"),
    ("food_makers", "doing", 60, "乳制品、婴配乳粉企业已接入，白酒企业在培训"),
    ("imported_food", "done", 100, "进口红酒、乳粉的报关、检验、销售已能追溯"),
    ("vaccines", "doing", 80, "接种单位已接入，冷链记录仪正在更换"),
    ("farm_inputs", "doing", 50, "限用农药实名购买已推行，种子企业待接入"),
    ("equipment", "done", 100, "电梯维保、气瓶充装均已扫码记录"),
    ("dangerous_goods", "blocked", 30, "企业库存系统与公安系统接口待协调"),
)
_PROOFS: Final = (
    ("produce_platform", "合格证、进场检测使用情况月报"),
    ("equipment", "气瓶扫码充装验收记录"),
)
_DECISION: Final = "公安、应急两部门一个月内确认民爆系统接口"


def after(town: City) -> None:
    """Once: a plan that anybody has touched stays as it is."""
    if import_module("zhuisu.planning.models").Measure.objects.exists():
        return
    changing, kinds = import_module("zhuisu.planning.changing"), import_module("zhuisu.planning.kinds")
    due = town.now.date() + PUT_OFF
    for measure, state, percent, why in _FORWARD:
        to = changing.Change(state=kinds.State(state), percent=percent, due=due, why=why)
        _done(changing.change(actor=OFFICE, measure=measure, to=to))
    for measure, title in _PROOFS:
        _done(changing.prove(actor=OFFICE, measure=measure, title=title))
    _meet(due)


def _meet(due: date) -> None:
    meetings = import_module("zhuisu.planning.meetings")
    held = _done(meetings.call(actor=OFFICE, day=due - PUT_OFF - timedelta(days=9), place="市政府三楼会议室"))
    what = meetings.Decided(text=_DECISION, owner="public_security", due=due, measure="dangerous_goods")
    _done(meetings.decide(actor=OFFICE, number=held.number, what=what))
    minutes = "会议听取了各部门进展，议定危险品接口由公安、应急牵头确认。"
    present = ["commerce", "agriculture", "market_regulation", "public_security", "emergency"]
    _done(meetings.hold(actor=OFFICE, number=held.number, minutes=minutes, present=present))
    _done(meetings.call(actor=OFFICE, day=due - PUT_OFF + timedelta(days=21), place="市政府三楼会议室"))


def _done(answer: Any) -> Any:
    """The answer, if it is no refusal."""
    findings: tuple[Finding, ...] = getattr(answer, "findings", ())
    if findings:
        codes = ", ".join(finding.code for finding in findings)
        raise TroubleError(f"The plan of the demonstration city was refused: {codes}.")
    return answer
