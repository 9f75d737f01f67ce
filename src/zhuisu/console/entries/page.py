"""Page: a screen of one kind of entry, in the frame that Django's lists have."""

from collections.abc import Mapping
from typing import Any, Final

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from zhuisu.console.admins import Admin
from zhuisu.core.findings import Text

VERBS: Final[Mapping[str, Text]] = {
    "register": Text("登记", "registered"),
    "change": Text("变更", "changed"),
    "file": Text("备案", "filed"),
    "return": Text("退回", "returned"),
    "approve": Text("核准", "approved"),
    "suspend": Text("暂停", "suspended"),
    "resume": Text("恢复", "resumed"),
    "close": Text("注销", "closed"),
    "merge": Text("并入另一条", "took another in"),
    "merged": Text("被合并", "merged"),
    "reveal": Text("查看证件号码", "identity number shown"),
    "erase": Text("删除个人信息", "erased"),
}


def page(
    request: HttpRequest, admin: Admin, template: str, words: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Renders `console/<template>`."""
    context = {**site.each_context(request), "opts": admin.opts, "media": admin.media, **words}
    return TemplateResponse(request, f"console/{template}", context, status=status)
