"""People: whom an account stands for: a registered person or a department, as letters and screens name them."""

from typing import Any

from zhuisu.access.models import Account
from zhuisu.registry.departments import department
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.writing import get


def called(account: str) -> str:
    """The registered name of the person, else of the department of that name; the account where neither is known."""
    key = Account.objects.filter(name=account).values_list("person", flat=True).first() if account else ""
    found = get(KINDS["person"], key) if key else None
    person: Any = None if found is None else found.entry
    if person is not None:
        return str(person.name)
    bureau = department(account)
    return account if bureau is None else bureau.name.zh
