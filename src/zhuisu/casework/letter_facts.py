"""Letter facts: what is known of a case, in the Chinese of an official letter, by the names that templates use."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from zhuisu.access import Actor
from zhuisu.access.people import called
from zhuisu.casework.kinds import DECISIONS, ORIGINS, Result
from zhuisu.casework.letter_kinds import letter_kinds
from zhuisu.casework.letter_rules import NOTICE, heard_since, last_of, served_on
from zhuisu.casework.models import Step
from zhuisu.casework.told import CaseInspection, ToldCase
from zhuisu.core.rules.record import LOCAL
from zhuisu.registry.entries import Party
from zhuisu.registry.named import entries_named
from zhuisu.registry.regions import full_name
from zhuisu.supervision.findings import ToldFinding, by_id

MOST_FINDINGS: Final = 10
_USCC: Final = "uscc:"
_NOBODY: Final = "（未知）"


def facts_of(told: ToldCase, actor: Actor, now: datetime) -> dict[str, str]:
    """What is known; of what is not, an empty text."""
    row = told.row
    found = [each for number in told.findings[: MOST_FINDINGS * 2] if (each := by_id(number, actor)) is not None]
    holding = [each for each in found if each.is_open][:MOST_FINDINGS] or found[:MOST_FINDINGS]
    last = told.inspections[-1] if told.inspections else None
    report = told.reports[-1] if told.reports else None
    return {
        **_party(row.party, row.party_name, row.region),
        "number": row.number,
        "title": row.title.zh,
        "origin": ORIGINS[row.origin].zh,
        "opened": day(row.opened_at),
        "facts": _facts(holding) or "\n".join(each.text for each in told.reports),
        "basis": "；".join(dict.fromkeys(each.basis.zh for each in holding if each.basis.zh)),
        "demand": "\n".join(dict.fromkeys(each.mend.zh for each in holding)),
        "mended": f"共 {row.findings_total} 个问题，已消除 {row.findings_total - row.findings_open} 个。",
        "decision": DECISIONS[told.decision].zh if told.decision else "",
        "reason": told.decision_reason,
        "penalty": told.penalty,
        "heard": _heard(told),
        "officer": "" if (name := called(actor.name).zh) == actor.name else name,
        "report": report.number if report else "",
        "reported_on": day(report.at) if report else "",
        "correct_by": _correct_by(row.number, now),
        **_inspected(last),
    }


def day(at: datetime) -> str:
    """2026年3月14日, in China."""
    local = at.astimezone(LOCAL)
    return f"{local.year}年{local.month}月{local.day}日"


def moment(at: datetime) -> str:
    """2026年3月14日 9时05分, in China."""
    local = at.astimezone(LOCAL)
    return f"{day(at)} {local.hour}时{local.minute:02d}分"


def _correct_by(number: str, now: datetime) -> str:
    """Until when the decision gives them; fifteen days where it says nothing."""
    decided = Step.objects.filter(case__number=number, verb="decided").order_by("-id").first()
    until = "" if decided is None else decided.facts.get("correct_by", "")
    return day(datetime.combine(date.fromisoformat(until), time(12), LOCAL) if until else now + timedelta(days=15))


def _heard(told: ToldCase) -> str:
    """What was told to the party of a sanction to come, and what it said; empty where it was told nothing."""
    notice = last_of(told, NOTICE)
    if notice is None:
        return ""
    given = f"本机关已于{day(notice.made_at)}出具{letter_kinds()[NOTICE].zh}（{notice.number}）"
    served = served_on(told, notice)
    given += f"，并于{day(datetime.combine(served, time(12), LOCAL))}送达" if served is not None else ""
    informed = f"{given}，依法告知拟处罚的内容及事实、理由、依据和陈述、申辩权利，"
    step = heard_since(told, notice)
    said = Step.objects.get(pk=step.id).facts.get("text", "") if step is not None else ""
    return f"{informed}{f'当事人的意见：{said}' if said else '当事人在规定期限内未提出陈述、申辩意见。'}"


def _party(key: str, name: str, region: str) -> dict[str, str]:
    held = entries_named(("party",), (key,))["party", key] if key else None
    entry = held.entry if held is not None and isinstance(held.entry, Party) else None
    uscc = key.removeprefix(_USCC) if key.startswith(_USCC) else ""
    return {
        "party": name or (key or _NOBODY),
        "uscc": uscc,
        "region": full_name(region) if region else "",
        "address": (entry.address if entry else "") or (full_name(region) if region else ""),
        "person": entry.contact if entry else "",
        "phone": entry.phone if entry else "",
    }


def _facts(found: Sequence[ToldFinding]) -> str:
    return "\n".join(f"{place}. {day(each.time)}，{each.told.zh}" for place, each in enumerate(found, 1))


def _inspected(last: CaseInspection | None) -> dict[str, str]:
    if last is None:
        return {}
    lines = [each for each in last.lines if each.result == Result.WRONG]
    told = [f"{place}. {each.name.zh}{f'：{each.note}' if each.note else ''}" for place, each in enumerate(lines, 1)]
    return {
        "inspected_at": moment(last.at),
        "inspected_place": last.place,
        "inspected_officers": last.officers,
        "inspected_summary": last.summary,
        "inspected_wrong": "\n".join(told) or "无",
        "inspected_signer": last.signer or last.unsigned,
        "photos": f"{len(last.pictures)} 张",
    }
