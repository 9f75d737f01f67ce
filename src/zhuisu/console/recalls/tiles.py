"""Tiles: where the things of a recall are, as the map of the workbench draws it; each tile leads to its things."""

from collections.abc import Mapping, Sequence
from typing import Final

from zhuisu.console.workbench.look import Look
from zhuisu.console.workbench.tiles import Frame, frames_of
from zhuisu.core.lineage.standing import State
from zhuisu.ledger.scope_view import Crowd
from zhuisu.tracing.scope_view import Group

_STATES: Final = {each.word: each for each in State}


class _Elsewhere(Look, frozen=True):
    """A look whose addresses are those of another page."""

    page_address: str = ""

    def address(self) -> str:
        return f"{self.page_address}{super().address()}"


def tiles(regions: Mapping[str, Mapping[str, int]], things: str) -> Sequence[Frame]:
    """The maps of what is in each region in which state; `things` is the address of the page that lists them."""
    groups = [_group(region, state, count) for region, states in regions.items() for state, count in states.items()]
    return frames_of(groups, _Elsewhere(page_address=things))


def _group(region: str, state: str, things: int) -> Group:
    crowd = Crowd(
        product="",
        place="",
        party="",
        holder="",
        state=_STATES[state].value,
        hop=0,
        things=things,
        first=None,
        last=None,
    )
    return Group(crowd, "", region)
