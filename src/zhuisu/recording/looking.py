"""Looking: what many forms look up is looked up once, in a block `with once()`; outside of one, each time.

Nothing that was looked up outlives its block, and a block is of one transaction, or of one portion of a sheet.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from zhuisu.access import visibility
from zhuisu.core.forms import Asked, asked
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.packaged import library
from zhuisu.registry import named, validity
from zhuisu.registry.entries import PartyRole
from zhuisu.registry.held import Held
from zhuisu.supervision import editions

P = ParamSpec("P")
A = TypeVar("A")
K = TypeVar("K")

_found: Final[ContextVar[dict[Any, Any] | None]] = ContextVar("what this block looked up", default=None)


@contextmanager
def once() -> Iterator[None]:
    """Inside of it, nothing is looked up twice. A block in a block is part of it."""
    if _found.get() is not None:
        yield
        return
    before = _found.set({})
    try:
        yield
    finally:
        _found.reset(before)


def remembered(ask: Callable[P, A]) -> Callable[P, A]:
    """A question that is asked once in a block with the same arguments, all of them hashable."""

    @wraps(ask)
    def answered(*args: P.args, **kwargs: P.kwargs) -> A:
        found = _found.get()
        if found is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(sorted(kwargs.items())))
        if key not in found:
            found[key] = ask(*args, **kwargs)
        answer: A = found[key]
        return answer

    return answered


def each_remembered(about: object, keys: Iterable[K], ask: Callable[[Collection[K]], Mapping[K, A]]) -> Mapping[K, A]:
    """The answers about these keys; only those are asked about of which this block does not know yet, all at once.
    `about` names the question, with all of it that is no key."""
    wanted = list(dict.fromkeys(keys))
    found = _found.get()
    if found is None:
        return ask(wanted) if wanted else {}
    new = [key for key in wanted if (about, key) not in found]
    if new:
        answers = ask(new)
        found.update(((about, key), answers[key]) for key in new)
    return {key: found[about, key] for key in wanted}


def entries_named(kind: str, keys: Iterable[str]) -> Mapping[str, Held | None]:
    """The entry of this kind that each of these keys names; None: there is no such entry."""

    def ask(new: Collection[str]) -> Mapping[str, Held | None]:
        return {key: entry for (_, key), entry in named.entries_named((kind,), new).items()}

    return each_remembered(("entries named", kind), keys, ask)


def form_of(profile: Profile, stage: Stage) -> Asked:
    """What a stage asks."""
    about = ("form", profile.id, profile.version)
    return each_remembered(about, (stage.id,), lambda _: {stage.id: asked(profile, stage, library())})[stage.id]


@remembered
def own_names(party: str) -> frozenset[str]:
    """Every key under which events may name a party, or one that it may act for now."""
    return visibility.own_names(party)


@remembered
def roles_of(party: str, at: datetime) -> tuple[PartyRole, ...]:
    """The roles in which a party acted then."""
    return validity.roles_of(party, at)


@remembered
def profile_on(variety: str, day: date) -> Profile | None:
    """The profile of a variety that judges on a day."""
    return editions.profile_on(variety, day)
