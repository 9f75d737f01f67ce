"""Fitting: whether an account of a kind has what it needs, and no more than it may have."""

from typing import Final

from zhuisu.access.actor import GRANTS, Actor, ActorKind, Scope
from zhuisu.core.findings import Text
from zhuisu.core.profiles import Category
from zhuisu.registry.regions import region

OF_PARTIES: Final = frozenset({ActorKind.ENTERPRISE, ActorKind.ASSOCIATION})
BY_SCOPE: Final = frozenset({ActorKind.DEPARTMENT, ActorKind.PEER})


class UnfitAccountError(Exception):
    """Nobody could use such an account, or it would see too much: `said` tells why and what would do."""

    def __init__(self, said: Text) -> None:
        super().__init__(said.en)
        self.said = said


def check_account(actor: Actor) -> None:
    """Raises UnfitAccountError."""
    said = _unfit(actor)
    if said is not None:
        raise UnfitAccountError(said)


def _unfit(actor: Actor) -> Text | None:
    kind = actor.kind
    if kind is ActorKind.PUBLIC:
        return Text("公众无需账户。", "The public needs no account.")
    if kind in OF_PARTIES and actor.party is None:
        return Text(f"{kind} 账户须指明所代表的主体(--party)。", f"An account of kind {kind} needs a party (--party).")
    if kind is ActorKind.PLATFORM and actor.party is not None:
        return Text("平台账户不代表任何主体。", "An account of the platform acts for no party: leave --party out.")
    if kind in BY_SCOPE and not actor.categories:
        return Text(
            f"{kind} 账户须指明类别(--category)。", f"An account of kind {kind} needs a category at least (--category)."
        )
    if kind not in BY_SCOPE and (actor.categories or actor.regions):
        return Text(
            "只有部门和对等平台账户有类别和区划。",
            "Categories and regions are of departments and peers alone.",
        )
    return _unknown(actor) or _too_much(actor)


def _unknown(actor: Actor) -> Text | None:
    words = sorted(category.value for category in Category)
    known = ", ".join(words)
    for category in sorted(actor.categories - set(words)):
        return Text(f"没有类别 {category}；可用：{known}。", f"No category {category}; use {known}.")
    for code in sorted(actor.regions):
        if region(code) is None or len(code) != 6:
            return Text(
                f"{code} 不是行政区划代码(GB/T 2260，六位)。", f"{code} is no region: give six digits of GB/T 2260."
            )
    return None


def _too_much(actor: Actor) -> Text | None:
    most = GRANTS[actor.kind]
    extra = sorted(scope.value for scope in actor.scopes - most)
    if extra:
        may = ", ".join(sorted(scope.value for scope in most))
        return Text(
            f"{actor.kind} 账户不能有权限 {', '.join(extra)}，只能有 {may}。",
            f"An account of kind {actor.kind} may not have the scopes {', '.join(extra)}; it may have {may}.",
        )
    if Scope.CAPTURE in actor.scopes and actor.kind is ActorKind.DEPARTMENT and actor.party is None:
        return Text(
            "部门只能代表自己的主体采集：请指明 --party。",
            "A department captures for its own party: name it (--party).",
        )
    return None
