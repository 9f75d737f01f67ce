"""Following on a screen: how far the rules are behind the journal, and what is judged anew, with its progress."""

from typing import Any

from django.http import HttpRequest

from zhuisu.access.permitting import Deed
from zhuisu.console.both import both
from zhuisu.console.columns import column, plain
from zhuisu.console.listed import Listed
from zhuisu.supervision.state import following


class ReassessmentAdmin(Listed):
    """The list of reassessments below the state of the follower."""

    deed = Deed.READ_PROGRESS
    change_list_template = "console/following.html"
    list_display = ("said_profile", "why", "who", "when", "progress", "more", "fewer", "done")
    list_display_links = None
    ordering = ("-pk",)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        title = both("规则评判进度", "How far the rules are")
        context = {"title": title, "state": following(), **(extra_context or {})}
        return super().changelist_view(request, context)

    said_profile = plain("profile", "品种", "variety")
    why = plain("reason", "原因", "why")
    who = plain("asked_by", "发起", "by")
    when = plain("asked_at", "发起时间", "asked")
    more = plain("opened", "新增问题", "opened")
    fewer = plain("closed", "消除问题", "closed")
    done = plain("finished_at", "完成时间", "finished")

    @column(both("进度", "progress"))
    def progress(self, row: Any) -> str:
        done = row.until if row.finished_at is not None else row.position
        return f"{done} / {row.until}"
