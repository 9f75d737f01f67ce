"""No page of the console leads an official to a page that is not there."""

import re

import pytest

from tests.console.cast import REGISTRAR, signed_in
from tests.console.test_figures import city

__all__ = ["city"]
pytestmark = pytest.mark.usefixtures("city")

_MOST = 150
_LEAVES = re.compile(r"/admin/(logout|language|password_change|console/\w+/add|jsi18n)|[.](csv|xlsx|pdf|geojson)\b")


def test_every_kind_of_link_in_the_console_leads_somewhere() -> None:
    client = signed_in(REGISTRAR, "zh-hans")
    wanted, seen, dead = ["/admin/"], {"/admin/"}, []
    for page in wanted:
        answer = client.get(page)
        if answer.status_code >= 400:
            dead.append((page, answer.status_code))
        for link in _links(answer.content.decode(), page):
            if (kind := _kind(link)) not in seen and len(wanted) < _MOST:
                seen.add(kind)
                wanted.append(link)
    assert dead == []
    assert len(wanted) == _MOST


def _links(html: str, page: str) -> list[str]:
    found = (link.replace("&amp;", "&") for link in re.findall(r'href="([^"#]+)', html))
    whole = (page.partition("?")[0] + link if link.startswith("?") else link for link in found)
    return [link for link in whole if link.startswith("/admin/") and not _LEAVES.search(link)]


def _kind(link: str) -> str:
    """One link stands for all that differ in numbers and values alone."""
    return re.sub(r"=[^&]*|[0-9a-f]{8}-[0-9a-f-]+|\d+", "=", link)
