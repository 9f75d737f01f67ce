"""Look: what of an inquiry a reader has in view: which part, in which order, which page, what is unfolded."""

import re
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import msgspec
from django.http import QueryDict

from zhuisu.core.codes import recognise
from zhuisu.tracing.scope_answer import Aspect
from zhuisu.tracing.scope_view import Narrowed, Order

MOST_OPENED: Final = 12
"""So many nodes may be unfolded at once."""

AT_ONCE: Final = 25
"""Rows of a page."""

MOST_PAGES: Final = 20_000
_LONGEST: Final = 300
_NUMBER: Final = re.compile(r"[0-9]{1,5}", re.ASCII)
_NOBODY: Final = "-"
_SORTS: Final = frozenset(order.value for order in Order)


class Look(msgspec.Struct, frozen=True):
    """Read from an address, and written into one. `sort` is an `Order`, with a minus to turn it round."""

    narrowed: Narrowed = Narrowed()
    sort: str = Order.FOUND.value
    page: int = 1
    opened: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.narrowed.at or self.narrowed.part or self.narrowed.hop is not None)

    def at(self, **aspects: str | int | None) -> "Look":
        """Narrowed to these, from the first page; None takes one away."""
        at = dict(self.narrowed.at)
        for name, value in aspects.items():
            if name != "hop":
                at = {aspect: held for aspect, held in at.items() if aspect.value != name}
                at |= {Aspect(name): str(value)} if value is not None else {}
        hop = aspects.get("hop", self.narrowed.hop)
        narrowed = Narrowed(at, int(hop) if hop is not None else None, self.narrowed.part)
        return msgspec.structs.replace(self, narrowed=narrowed, page=1)

    def everything(self) -> "Look":
        """Not narrowed; the rest as it is."""
        return msgspec.structs.replace(self, narrowed=Narrowed(), page=1)

    def sorted_by(self, field: Order) -> "Look":
        """By this field; turned round where it was by this field."""
        sort = f"-{field.value}" if self.sort == field.value else field.value
        return msgspec.structs.replace(self, sort=sort, page=1)

    def on(self, page: int) -> "Look":
        return msgspec.structs.replace(self, page=page)

    def opening(self, node: str) -> "Look":
        """With this node unfolded, or folded where it was not."""
        others = tuple(each for each in self.opened if each != node)
        opened = others if node in self.opened else (*others, node)[-MOST_OPENED:]
        return msgspec.structs.replace(self, opened=opened)

    def address(self) -> str:
        """As the query of an address, with its question mark."""
        asked: list[tuple[str, str]] = [(aspect.value, value or _NOBODY) for aspect, value in self.narrowed.at.items()]
        if self.narrowed.hop is not None:
            asked.append(("hop", str(self.narrowed.hop)))
        if self.narrowed.part:
            asked.append(("code", self.narrowed.part))
        if self.sort != Order.FOUND:
            asked.append(("sort", self.sort))
        asked += [("open", node) for node in self.opened]
        if self.page > 1:
            asked.append(("page", str(self.page)))
        return f"?{urlencode(asked)}"


def look_of(query: QueryDict) -> Look:
    """What the address asks for; what it cannot mean is left out."""
    at = {aspect: _value(text) for aspect in Aspect if (text := query.get(aspect.value))}
    return Look(
        Narrowed(at, _number(query, "hop"), _part(query.get("code", ""))),
        _sort(query.get("sort", "")),
        min(max(1, _number(query, "page") or 1), MOST_PAGES),
        tuple(dict.fromkeys(node[:_LONGEST] for node in query.getlist("open")))[:MOST_OPENED],
    )


def hidden(look: Look, *but: str) -> Mapping[str, str]:
    """What a form must send along to keep the look, all but these. Nodes that are unfolded are folded."""
    query = QueryDict(look.address()[1:])
    return {name: query[name] for name in query if name not in (*but, "open", "page")}


def _value(text: str) -> str:
    return "" if text == _NOBODY else text.replace("\0", "")[:_LONGEST]


def _number(query: QueryDict, name: str) -> int | None:
    found = _NUMBER.fullmatch(query.get(name, ""))
    return int(found[0]) if found else None


def _part(text: str) -> str:
    """A code in any notation as its key; else a part of one, as it is."""
    text = text.replace("\0", "").strip()[:_LONGEST]
    found = recognise(text) if text else []
    is_known = bool(found) and found[0].scheme not in ("uri", "handle", "oid")
    return (found[0].key or text) if is_known else text


def _sort(text: str) -> str:
    return text if text.removeprefix("-") in _SORTS else Order.FOUND.value
