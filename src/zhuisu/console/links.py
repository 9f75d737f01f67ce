"""Links: screens that are no list of Django's, in the menu of the console."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from zhuisu.access.permitting import Deed
from zhuisu.console.asking import may_ask
from zhuisu.console.both import both


class Link(NamedTuple):
    """What it is called, the name of its address, and what whoever sees it must be permitted."""

    title: Any
    address: str
    deed: Deed


LINKS: Final[Mapping[str, Link]] = {
    "Reference": Link(both("区划、部门与系统", "Regions, departments, systems"), "admin:reference", Deed.READ_REGISTRY),
}
"""By the name that `zhuisu.console.site.GROUPS` puts in order."""


def links_of(request: HttpRequest) -> dict[str, dict[str, Any]]:
    """Those that whoever asks may open, as Django's list of lists has them."""
    return {name: _row(name, link) for name, link in LINKS.items() if may_ask(request, link.deed)}


def _row(name: str, link: Link) -> dict[str, Any]:
    return {
        "name": link.title,
        "object_name": name,
        "admin_url": reverse(link.address),
        "add_url": None,
        "perms": {"view": True},
        "view_only": True,
    }
