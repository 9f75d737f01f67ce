"""Links: screens that are no list of Django's, in the menu of the console."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import may_ask
from zhuisu.console.both import both


class Link(NamedTuple):
    """What it is called, the name of its address, what whoever sees it must be permitted, and what must not."""

    title: Any
    address: str
    deed: Deed
    unless: Deed | None = None


LINKS: Final[Mapping[str, Link]] = {
    "Plan": Link(both("任务进度与联席会议", "The plan and its meetings"), "admin:plan", Deed.READ_FIGURES),
    "Ratings": Link(both("运行评价", "Ratings"), "admin:ratings", Deed.READ_FIGURES),
    "Exposure": Link(both("曝光与激励", "Exposure and incentives"), "admin:exposures", Deed.READ_FIGURES),
    "Today": Link(both("今日", "Today"), "admin:today", Deed.READ_FIGURES),
    "City": Link(both("全市情况", "The city"), "admin:city", Deed.READ_FIGURES),
    "Enrolments": Link(both("备案审核", "Enrolments"), "admin:enrolments", Deed.DECIDE_ENROLMENTS),
    "Reference": Link(both("区划、部门与系统", "Regions, departments, systems"), "admin:reference", Deed.READ_REGISTRY),
    "Workbench": Link(both("追查工作台", "Workbench"), "admin:workbench", Deed.INQUIRE),
    "Cases": Link(both("案件", "Cases"), "admin:cases", Deed.READ_CASES),
    "Flows": Link(both("数量流向与平衡", "Quantities"), "admin:flows", Deed.READ_EVENTS),
    "Photographs": Link(both("货品的记录照片", "Photographs of goods"), "admin:photographs", Deed.READ_PHOTOGRAPHS),
    "Drills": Link(both("召回演练", "Mock recalls"), "admin:drills", Deed.INQUIRE),
    "Recalls": Link(both("召回与警示", "Recalls and alerts"), "admin:recalls", Deed.READ_RECALLS, Deed.ANSWER_RECALLS),
    "ToUs": Link(both("发给我们的通知", "Notices to us"), "admin:notices_to_us", Deed.ANSWER_RECALLS),
}
"""By the name that `zhuisu.console.site.GROUPS` puts in order."""


def links_of(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """Those that whoever asks may open, as Django's list of lists has them."""
    return {name: _row(name, link) for name, link in LINKS.items() if _opens(request, link)}


def _opens(request: HttpRequest, link: Link) -> bool:
    return may_ask(request, link.deed) and not (link.unless is not None and may_ask(request, link.unless))


def _row(name: str, link: Link) -> dict[str, Any]:
    return {
        "name": link.title,
        "object_name": name,
        "admin_url": reverse(link.address),
        "add_url": None,
        "perms": {"view": True},
        "view_only": True,
    }
