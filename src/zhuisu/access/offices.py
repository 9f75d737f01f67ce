"""Office: the department of the city that an account works for, as it says itself, or as its categories tell."""

from typing import Final

from zhuisu.access.actor import Actor, ActorKind
from zhuisu.core.findings import Text
from zhuisu.registry.departments import Department, answering_for, department, departments

HAVE_ONE: Final = frozenset({ActorKind.DEPARTMENT, ActorKind.OFFICE})
"""Accounts of these kinds work for a department."""


def office_of(actor: Actor) -> Department | None:
    """The one that the account names, else the one that answers for all of its categories; None where nobody knows."""
    if actor.department:
        return department(actor.department)
    return answering_for(actor.categories) if actor.kind is ActorKind.DEPARTMENT else None


def office_wrong(role: str, kind: ActorKind) -> Text | None:
    """Why an account of a kind cannot work for the department of this role; None where it may, or names none."""
    if not role:
        return None
    if kind not in HAVE_ONE:
        return Text(
            "只有部门和协调办的账户填写所属部门，其他账户请留空。",
            "Only accounts of departments and of the coordinating office belong to a department; leave it empty.",
        )
    if department(role) is None:
        known = ", ".join(departments())
        return Text(f"没有部门 {role}；可用：{known}。", f"There is no department {role}; use {known}.")
    return None
