"""Sight: which cases an actor may see and work on, and to whom one may be given."""

from collections.abc import Collection
from typing import Final

from django.db.models import QuerySet

from zhuisu.access import Actor
from zhuisu.access.actor import ActorKind
from zhuisu.access.models import Account
from zhuisu.access.permitting import Deed, may
from zhuisu.access.visibility import NOTHING, may_see_scopes, sight_of
from zhuisu.casework.kinds import NEXT, STATES, State
from zhuisu.casework.models import Case
from zhuisu.casework.refusing import Refusal, conflicting, forbidden, unknown

_OFFICIALS: Final = (ActorKind.PLATFORM, ActorKind.DEPARTMENT, ActorKind.OFFICE)
_LONGEST: Final = 40


def visible(actor: Actor) -> QuerySet[Case]:
    """The cases that an official may see: those of its categories in its regions; all for who sees everything.

    Parties see none: of what is found about them they are told on their own screens, and by letters.
    """
    rows, sight = Case.objects.all(), sight_of(actor)
    if not may(actor, Deed.READ_CASES) or sight == NOTHING:
        return rows.none()
    return rows if sight.things is None else rows.filter(scopes__overlap=sorted(sight.scopes))


def may_keep(actor: Actor) -> bool:
    """Whether the actor may work on the cases that it sees."""
    return may(actor, Deed.KEEP_CASES)


def verbs(actor: Actor, case: Case) -> tuple[str, ...]:
    """What this actor may do next with a case that it sees."""
    return NEXT[State(case.state)] if may_keep(actor) else ()


def assignable(case: Case) -> list[Account]:
    """The accounts that may be given this case: of officials who see it."""
    rows = Account.objects.filter(is_active=True, kind__in=_OFFICIALS, party=None).order_by("name")
    return [each for each in rows if may_be_given(each, case)]


def may_be_given(account: Account, case: Case) -> bool:
    """Whether this account may work on this case."""
    return account.is_active and may_keep(account.actor) and may_see_scopes(account.actor, case.scopes)


def take(number: str, actor: Actor, verb: str) -> Case | Refusal:
    """A case to be changed, locked until the transaction ends, if the actor may do this, and may do it now."""
    if not may_keep(actor):
        return forbidden("case.forbidden", account=actor.name)
    row = visible(actor).select_for_update(no_key=True).filter(number=number).first() if is_number(number) else None
    if row is None:
        return unknown(number)
    return row if verb in NEXT[State(row.state)] else wrong_state(row)


def wrong_state(case: Case) -> Refusal:
    """It stands where this cannot be done."""
    return wrong_state_of(case.number, case.state)


def wrong_state_of(number: str, state: str) -> Refusal:
    """The same of a case by its number."""
    name = STATES[state]
    return conflicting("case.wrong_state", number=number, zh=name.zh, en=name.en)


def is_number(text: str) -> bool:
    """Whether this may be the number of a case."""
    return 0 < len(text) <= _LONGEST and "\0" not in text


def within(scopes: Collection[str], actor: Actor) -> bool:
    """Whether the actor sees what has these scope keys."""
    return may_see_scopes(actor, scopes)
