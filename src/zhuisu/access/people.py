"""People: whom accounts stand for: a registered person or a department, as letters and screens name them."""

from collections.abc import Iterable, Mapping

from zhuisu.access.models import Account
from zhuisu.core.findings import Text
from zhuisu.registry.departments import department
from zhuisu.registry.entries import Person
from zhuisu.registry.named import entries_named

_KIND = "person"


def called(account: str) -> Text:
    """The registered name of the person, else of the department of that name; the account where neither is known."""
    return all_called([account])[account]


def all_called(accounts: Iterable[str]) -> Mapping[str, Text]:
    """The same of many accounts, in a few queries."""
    names = dict.fromkeys(accounts)
    keys = dict(Account.objects.filter(name__in=names).exclude(person="").values_list("name", "person"))
    entries = entries_named([_KIND], keys.values())
    found = {}
    for name in names:
        held = entries.get((_KIND, keys[name])) if name in keys else None
        if held is not None and isinstance(held.entry, Person):
            found[name] = Text(held.entry.name, held.entry.name)
        else:
            bureau = department(name)
            found[name] = Text(name, name) if bureau is None else bureau.name
    return found
