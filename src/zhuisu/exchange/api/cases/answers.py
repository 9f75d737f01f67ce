"""Answers: what is told of a case, or that there is none, or not for this one."""

from zhuisu.access import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.casework.reading import case_told
from zhuisu.casework.refusing import forbidden, unknown
from zhuisu.casework.told import ToldCase
from zhuisu.exchange.api.supervision.answers import granted


def reads(actor: Actor) -> None:
    """Raises ProblemError 403 where the actor reads no cases at all."""
    if not may(actor, Deed.READ_CASES):
        granted(forbidden("case.forbidden", account=actor.name))


def case_of(path: dict[str, str], actor: Actor) -> ToldCase:
    """The case that an address names, as the actor sees it. Raises ProblemError 403 and 404."""
    reads(actor)
    number = path["number"]
    return granted(case_told(number, actor) or unknown(number))
