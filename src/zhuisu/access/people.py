"""People: whom accounts stand for: a registered person, a department or a program, as letters and screens name them;
and what the platform's own parts are called where they act without an account."""

from collections.abc import Iterable, Mapping
from typing import Final

from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Account
from zhuisu.access.offices import HAVE_ONE, office_of
from zhuisu.access.programs import labels_of
from zhuisu.core.findings import Text
from zhuisu.registry import models
from zhuisu.registry.departments import department, departments
from zhuisu.registry.entries import Person
from zhuisu.registry.named import entries_named
from zhuisu.registry.regions import region

_COORDINATING: Final = Text("市追溯协调办公室", "the coordinating office")
_CITY: Final = "00"
"""How the codes of regions end that are no districts."""
_KIND: Final = "person"
_NOBODY: Final[Mapping[str, Text]] = {
    "zhuisu": Text("系统", "the platform"),
    "rating": Text("系统", "the platform"),
    "registry": Text("系统", "the platform"),
    "operator": Text("平台运维", "the platform's operator"),
    "public": Text("群众", "the public"),
    "link": Text("凭通知链接", "by the link of the notice"),
    "": Text("", ""),
}
"""Who acts without an account of somebody's: the duties of the platform, whoever runs it, the public, and whoever has
the link of a notice."""
_LEAST_LETTERS: Final = 2


def called(account: str) -> Text:
    """The registered name of the person, else the title of the account or of its program, else the department of that
    name, or the one that it works for; the account where none is known."""
    return all_called([account])[account]


def all_called(accounts: Iterable[str]) -> Mapping[str, Text]:
    """The same of many accounts, in a few queries."""
    names = dict.fromkeys(accounts)
    accounts = {each.name: each for each in Account.objects.filter(name__in=names.keys() - _NOBODY.keys())}
    keys = {name: each.person for name, each in accounts.items() if each.person}
    entries = entries_named([_KIND], keys.values())
    programs = labels_of(name for name, each in accounts.items() if not each.person and not each.title)
    found = {}
    for name in names:
        held = entries.get((_KIND, keys[name])) if name in keys else None
        if held is not None and isinstance(held.entry, Person):
            found[name] = Text(held.entry.name, held.entry.name)
        else:
            found[name] = _NOBODY.get(name) or _unmanned(name, accounts.get(name), programs)
    return found


def _unmanned(name: str, account: Account | None, programs: Mapping[str, str]) -> Text:
    """Of an account that is nobody's own: its title, that of its program, the department of that name, or the one that
    it works for."""
    title, bureau = (account.title if account is not None else "") or programs.get(name, ""), department(name)
    if title:
        return Text(title, title)
    return _office(name, account) if bureau is None else bureau.name


def _office(name: str, account: Account | None) -> Text:
    """Of an account that is nobody's own: the office that it works for, in its district; else its name."""
    kind = account.kind if account is not None else ""
    if account is None or kind not in HAVE_ONE:
        return Text(name, name)
    if kind == ActorKind.OFFICE:
        return _COORDINATING
    bureau = office_of(account.actor)
    if bureau is None:
        return Text(name, name)
    here = region(account.regions[0]) if len(account.regions) == 1 else None
    if here is None or here.code.endswith(_CITY):
        return bureau.name
    return Text(here.name + bureau.name.zh.removeprefix("市"), f"{bureau.name.en}, {here.name}")


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
