"""/admin/reference/: the regions, departments and systems that entries of the registry name."""

import re
from collections.abc import Sequence
from typing import Any, Final

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both, language
from zhuisu.registry.departments import departments
from zhuisu.registry.regions import Region, full_name, region, regions_in
from zhuisu.registry.systems import systems

CITY: Final = "450700"
_CODE: Final = re.compile(r"[0-9]{6}", re.ASCII)


def reference(request: HttpRequest) -> HttpResponse:
    """All departments and systems, and the regions inside `?region=` (the city's, where nothing is asked)."""
    require(request, Deed.READ_REGISTRY)
    code = request.GET.get("region", CITY).strip()
    within = region(code) if _CODE.fullmatch(code) else None
    spoken = language()
    words: dict[str, Any] = {
        **site.each_context(request),
        "title": both("区划、部门与系统", "Regions, departments, systems"),
        "departments": [
            {
                "role": each.role,
                "name": each.name.into(spoken),
                "plan": "、".join(each.plan),
                "since": each.since.into(spoken),
            }
            for each in departments().values()
        ],
        "systems": [
            {
                "id": each.id,
                "name": each.name.into(spoken),
                "section": each.section,
                "category": each.category,
                "leads": ", ".join(each.leads),
            }
            for each in systems().values()
        ],
        "code": code,
        "within": within,
        "above": _above(within),
        "full_name": full_name(code) if within else "",
        "regions": regions_in(within.code) if within else regions_in("") if not code else (),
    }
    return TemplateResponse(request, "console/reference.html", words)


def _above(within: Region | None) -> Sequence[Region]:
    """The region that this one is in."""
    found = region(within.parent) if within is not None and within.parent else None
    return () if found is None else (found,)
