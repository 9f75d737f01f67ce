"""The cases of the demonstration city: some taken up, inspected, decided, lettered and closed, as its officials would;
and what the public reported."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from zhuisu.access.actor import Actor
from zhuisu.demo import City
from zhuisu.server.trouble import TroubleError

OFFICIALS: Final[Mapping[str, str]] = {
    "agriculture": "谭志明（桂农 070021）\n李小红（桂农 070034）",
    "qinnan-food": "黄立新（桂市监 070102）\n覃秀兰（桂市监 070117）",
    "drug-inspector": "陆敏（桂药 070008）\n韦国强（桂药 070011）",
}
"""Who works on cases, with the officers whom they take along."""

REPORTS: Final = (
    ("oyster_unlicensed", "", "买的生蚝闻着不新鲜，扫码看到养殖场没有许可证，请查一查。", "城东农贸市场海鲜区 12 号"),
    ("formula_tin", "", "奶粉罐身有磕碰，店家说不影响，想核实一下。", "人民路母婴店"),
    ("", "inputs", "路边有人卖没有标签的散装农药，一瓶二十元。", "三塘镇集市"),
)
"""Of which showcase or category, what was said, and where."""
CONTACT: Final = "138 0000 0000"


def after(town: City) -> None:
    """Once: a ledger in which anybody worked on a case keeps what was done."""
    models = import_module("zhuisu.casework.models")  # uses Django, which is set up by now
    if models.Case.objects.exclude(state="new").exists() or models.Report.objects.exists():
        return
    grouping = import_module("zhuisu.casework.grouping")
    while grouping.group_next():
        pass
    for name, officers in OFFICIALS.items():
        _work(_actor(name), officers)
    _report(town)


def _work(actor: Actor, officers: str) -> None:
    """The first cases of somebody, each a step further than the one before; the others wait."""
    reading = import_module("zhuisu.casework.reading")
    rows = reading.only(actor, reading.Only.NEW, datetime.now(UTC)).order_by("severity", "id")
    numbers = list(rows.values_list("number", flat=True)[: len(FATES)])
    for number, fate in zip(numbers, FATES, strict=False):
        fate(number, actor, officers)


def _taken(number: str, actor: Actor, _: str) -> None:
    doing = import_module("zhuisu.casework.doing")
    _done(doing.assign(number, actor.name, actor=actor))
    _done(doing.say(number, "已电话联系，对方说本周内补报，先看记录再定是否上门。", actor=actor))


def _inspected(number: str, actor: Actor, officers: str) -> None:
    _taken(number, actor, officers)
    visiting = import_module("zhuisu.casework.inspecting")
    told = _done(import_module("zhuisu.casework.reading").case_told(number, actor))
    lines = tuple(visiting.Checked(f"finding/{id}", "wrong", "现场核对属实") for id in told.findings[:1])
    visit = visiting.Inspected(
        draft=uuid5(NAMESPACE_URL, f"demo:{number}"),
        at=datetime.now(UTC) - timedelta(hours=2),
        officers=officers,
        place=told.row.party_name or "经营场所",
        lines=lines,
        position=import_module("zhuisu.casework.told").CasePosition(21.9667, 108.6222, 15.0),
        summary="现场核对了追溯记录和实物，问题属实；其余记录基本完整，已当场说明整改要求。",
        signer="现场负责人",
    )
    _done(visiting.inspect(number, visit, actor=actor))


def _decided(number: str, actor: Actor, officers: str) -> None:
    _inspected(number, actor, officers)
    doing, letters = import_module("zhuisu.casework.doing"), import_module("zhuisu.casework.letters")
    kind = import_module("zhuisu.casework.letter_kinds").letter_kinds()["order"]
    told = _done(import_module("zhuisu.casework.reading").case_told(number, actor))
    lines = {**letters.first_lines(told, kind, actor), "contact_phone": "0777-12345"}
    lines["basis"] = lines["basis"] or "重要产品追溯管理的有关规定"
    reason = "记录不符合要求，首次发现且愿意改正，责令限期改正。"
    _done(doing.decide(number, doing.Decided(decision="order", reason=reason, basis=lines["basis"]), actor=actor))
    _done(letters.give_out(number, "order", lines, actor=actor))


def _closed(number: str, actor: Actor, officers: str) -> None:
    _decided(number, actor, officers)
    doing = import_module("zhuisu.casework.doing")
    told = _done(import_module("zhuisu.casework.reading").case_told(number, actor))
    why = "已在期限内书面报告整改情况，复查通过。"
    _done(doing.close(number, why, actor=actor, confirmed=told.findings))


FATES: Final[tuple[Callable[[str, Actor, str], None], ...]] = (_decided, _taken, _inspected, _closed)
"""In this order: of few cases, those that show most."""


def _report(town: City) -> None:
    codes = {each.slug: each.key_or_code for each in town.showcases}
    reports = import_module("zhuisu.casework.reports")

    for slug, category, text, place in REPORTS:
        told = reports.Reported(text=text, code=codes.get(slug, ""), category=category, place=place, contact=CONTACT)
        _done(reports.report(told))


def _actor(name: str) -> Actor:
    found: Actor = import_module("zhuisu.access.models").Account.objects.get(name=name).actor
    return found


def _done(answer: Any) -> Any:
    """The answer, if it is no refusal."""
    if isinstance(answer, import_module("zhuisu.casework.refusing").Refusal):
        codes = ", ".join(finding.code for finding in answer.findings)
        raise TroubleError(f"A case of the demonstration city was refused: {codes}.")
    return answer
