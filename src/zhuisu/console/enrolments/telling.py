"""Telling: what an application says, in words for an official."""

from typing import Any

from django.urls import reverse

from zhuisu.console.both import both, told
from zhuisu.core.findings import Text
from zhuisu.enrolling.held import HeldApplication
from zhuisu.enrolling.requirements import Need, Reason, paper_name
from zhuisu.packaged import library, profiles
from zhuisu.registry.regions import full_name
from zhuisu.registry.sheets.vocabulary import PARTIES, PLACES


def facts_of(here: HeldApplication) -> list[tuple[str, str]]:
    """What was told, by what it is called."""
    rows: list[tuple[Any, str]] = [
        (
            both("统一社会信用代码", "Unified social credit code"),
            here.key.removeprefix("uscc:") or "—",
        ),
        (both("名称", "Name"), here.name),
        (both("类型", "Kind"), told(PARTIES[here.kind]) if here.kind else ""),
        (both("地址", "Address"), full_name(here.region) + here.address if here.address else ""),
        (both("经营场所", "Premises"), f"{_place(here)}" if here.place_kind else ""),
        (both("品种", "Goods"), _list(profiles()[each].name for each in here.varieties)),
        (both("环节", "Roles"), _list(library().roles[each].name for each in here.roles)),
        (both("联系人", "Contact"), f"{here.contact.name} {here.contact.phone} {here.contact.email}".strip()),
        (both("账户名", "Account"), here.account),
    ]
    return [(str(name), text) for name, text in rows if text]


def papers_of(here: HeldApplication) -> list[dict[str, Any]]:
    """The papers with the addresses of their photographs."""
    return [
        {
            "name": told(paper_name(each.kind)),
            "number": each.number,
            "issued_by": each.issued_by,
            "until": each.valid_to,
            "photo": reverse("admin:enrolment_photo", args=(here.number, each.id)),
        }
        for each in here.papers
    ]


def requirements_of(here: HeldApplication) -> list[dict[str, Any]]:
    """Which licences are asked for, why, and whether there is one."""
    kinds = {paper.kind for paper in here.papers}
    return [
        {
            "name": " / ".join(told(paper_name(kind)) for kind in each.kinds),
            "is_there": not kinds.isdisjoint(each.kinds),
            "is_always": each.need is Need.ALWAYS,
            "excuse": here.excuses.get(each.id, ""),
            "why": "；".join(map(_why, each.reasons[:3])),
        }
        for each in here.requirements
    ]


def _why(reason: Reason) -> str:
    return f"{told(reason.variety)}·{told(reason.stage)} {told(reason.laws)}".strip()


def _place(here: HeldApplication) -> str:
    return f"{here.place_name or here.name} · {told(PLACES[here.place_kind])}"


def _list(names: Any) -> str:
    joined: list[Text] = list(names)
    return "、".join(told(each) for each in joined)
