"""People: whom accounts stand for: a registered person or a department, as letters and screens name them."""

from collections.abc import Iterable, Mapping
from typing import Final

from zhuisu.access.models import Account
from zhuisu.core.findings import Text
from zhuisu.registry import models
from zhuisu.registry.departments import department, departments
from zhuisu.registry.entries import Person
from zhuisu.registry.named import entries_named

_KIND: Final = "person"
_LEAST_LETTERS: Final = 2


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


def accounts_called(text: str) -> frozenset[str]:
    """The accounts of people with this name, and of departments in whose name it stands; none for less than two
    letters."""
    wanted = text.strip()
    if len(wanted) < _LEAST_LETTERS:
        return frozenset()
    people = models.Person.objects.filter(name=wanted).values("pk")
    keys = models.Alias.objects.filter(kind=_KIND, record__in=people).values("key")
    found = Account.objects.filter(person__in=keys).values_list("name", flat=True)
    bureaus = (role for role, each in departments().items() if wanted in each.name.zh or wanted in each.name.en)
    return frozenset({*found, *bureaus})
