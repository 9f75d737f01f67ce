"""The audit on a screen: what was done that is no event and no change of the registry."""

from typing import Any

from django.utils.html import format_html

from zhuisu.access.permitting import Deed
from zhuisu.console.both import both
from zhuisu.console.columns import column, plain
from zhuisu.console.listed import Listed


class AuditAdmin(Listed):
    """The list, the newest first."""

    deed = Deed.READ_AUDIT
    change_list_template = "console/list.html"
    list_display = ("when", "who", "what", "told")
    list_display_links = None
    account_in = "actor"
    ordering = ("-pk",)
    search_fields = ("actor", "verb")
    search_help_text = both("谁，或做了什么", "who, or what was done")

    when = plain("at", "时间", "time")
    what = plain("verb", "做了什么", "what")

    @column(both("谁", "who"), "actor")
    def who(self, row: Any) -> Any:
        """The audit is about accounts: each stands beside the name of its person."""
        return row.actor if row.by == row.actor else format_html('{} <span class="quiet">{}</span>', row.by, row.actor)

    @column(both("内容", "facts"))
    def told(self, row: Any) -> str:
        return " · ".join(f"{name}: {value}" for name, value in row.facts.items())
