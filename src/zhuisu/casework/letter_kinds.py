"""Letter kinds: which official letters there are, what each says and asks, from data/letters.toml."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, Literal

import msgspec

from zhuisu.casework import terms
from zhuisu.casework.kinds import Decision, State
from zhuisu.core.findings import Text
from zhuisu.registry.departments import department
from zhuisu.registry.regions import region

_PLACE: Final = re.compile(r"\{(\w+)\}")


class LetterLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is asked before a letter is made. `value` is what stands there at first."""

    name: str
    zh: str
    en: str
    rows: int
    value: str
    least: int

    @property
    def label(self) -> Text:
        return Text(self.zh, self.en)


class LetterKind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of letter: its texts are templates, filled in by its lines and by what is known of the case. When it may
    be given out is said in the file."""

    id: str
    zh: str
    en: str
    mark: str
    shape: Literal["letter", "form"]
    states: tuple[State, ...]
    decisions: tuple[Decision, ...] = ()
    needs: tuple[Literal["inspection", "report"], ...] = ()
    after: str = ""
    working_days: int = 0
    addressee: str = ""
    paragraphs: tuple[str, ...] = ()
    table: tuple[tuple[str, str], ...] = ()
    signs: tuple[str, ...]
    copies: str
    line: tuple[LetterLine, ...]

    @property
    def name(self) -> Text:
        return Text(self.zh, self.en)


class _Book(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    authority: dict[str, str]
    kind: tuple[LetterKind, ...]


def letter_kinds() -> Mapping[str, LetterKind]:
    """Every kind by its id, in the order in which a case comes to need them."""
    return {each.id: each for each in _book().kind}


def authority_of(category: str) -> str:
    """Who signs letters about a category, as the office is called today, with the name of the city."""
    roles = _book().authority
    found = department(roles.get(category, roles["other"]))
    assert found is not None
    city = region(terms.book().city)
    return city.name + found.name.zh.removeprefix("市") if city is not None else found.name.zh


def filled(template: str, facts: Mapping[str, str]) -> str:
    """The template with what is known. What people wrote is put in as it stands, whatever brackets it has."""
    return _PLACE.sub(lambda found: facts.get(found[1], ""), template)


@cache
def _book() -> _Book:
    text = (files("zhuisu.casework") / "data" / "letters.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Book)
