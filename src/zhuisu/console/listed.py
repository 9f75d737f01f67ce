"""Listed: a list of rows that nobody edits in place: Django's, read only, with no look-ups but its own filters."""

from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest

from zhuisu.access.permitting import Deed
from zhuisu.console.admins import Admin
from zhuisu.console.asking import may_ask
from zhuisu.console.people import names_of


class Listed(Admin):
    """`deed` says who may read it. `account_in` is the field with the account of who did something, where there is
    one: each row of a page then has `by`, what that account's person or department is called."""

    deed: ClassVar[Deed]
    account_in: ClassVar[str] = ""
    actions = ()
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_ask(request, self.deed)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_ask(request, self.deed)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        found: Any = super().get_changelist_instance(request)
        if self.account_in:
            rows = list(found.result_list)
            names = names_of(getattr(row, self.account_in) for row in rows)
            for row in rows:
                row.by = names[getattr(row, self.account_in)]
            found.result_list = rows
        return found

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Django allows any column in an address: what is masked could be guessed letter by letter."""
        own = {
            each.parameter_name
            for each in self.list_filter
            if isinstance(each, type) and issubclass(each, SimpleListFilter)
        }
        return lookup in own
