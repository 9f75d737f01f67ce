"""Partners: with whom a party deals: found by a code or a name, and those of late."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from zhuisu.access.parties import NotAPartyError, party_key
from zhuisu.access.traced import Asked, Enterprise, enterprises
from zhuisu.core.codes import Level, level_of_key
from zhuisu.core.findings import Finding
from zhuisu.core.forms.answers import PERSON, Answer, Answers
from zhuisu.core.forms.asking import GIVER, TAKER
from zhuisu.core.forms.model import Asked as Form
from zhuisu.core.forms.model import InputType
from zhuisu.recording.clock import now
from zhuisu.recording.looking import each_remembered, entries_named, remembered
from zhuisu.recording.names import code_of
from zhuisu.recording.refusing import warned, wrong
from zhuisu.registry.entries import Party
from zhuisu.registry.models import Party as PartyRow

MOST_CANDIDATES: Final = 8
SHORTEST: Final = 2
TAKING: Final = frozenset({"receiving", "accepting"})


def key_of(text: str) -> str | None:
    """The key of the party that a code, a key or the exact name of one registered party names."""
    return keys_of((text,))[text]


def keys_of(texts: Iterable[str]) -> Mapping[str, str | None]:
    """The same of many texts, with one query."""
    return each_remembered("party meant", texts, _keys_of)


def _keys_of(texts: Collection[str]) -> Mapping[str, str | None]:
    coded = {text: key for text in texts if (key := _coded(text)) is not None}
    names = {text: text.strip() for text in texts if text not in coded}
    named = _parties_named(set(names.values()))
    return coded | {text: named.get(name) for text, name in names.items()}


def _coded(text: str) -> str | None:
    """The key that a text is, or is a code of."""
    try:
        key = party_key(text)
    except NotAPartyError:
        return None
    return key if key and level_of_key(key) in (Level.PARTY, Level.PLACE) else None


def _parties_named(names: Collection[str]) -> Mapping[str, str]:
    """The keys of those parties that alone have one of these names."""
    rows = PartyRow.objects.filter(name__in=names).exclude(state="merged").values_list("name", "key")
    found: dict[str, list[str]] = {}
    for name, key in rows if names else ():
        found.setdefault(name, []).append(key)
    return {name: keys[0] for name, keys in found.items() if len(keys) == 1}


@remembered
def candidates(text: str) -> tuple[Enterprise, ...]:
    """Those that everybody may know of and whose name has this part, for somebody to choose from. At most 8."""
    part = text.strip()
    return tuple(enterprises(Asked(text=part), now()).rows[:MOST_CANDIDATES]) if len(part) >= SHORTEST else ()


def own_side(asked: Form) -> str:
    """The side on which who fills in usually stands: who takes at a receipt, else who gives."""
    return TAKER if asked.step in TAKING else GIVER


def with_partners(answers: Answers, asked: Form) -> Answers:
    """The answers with keys of parties. What names no party stays as it was typed."""
    sides = [each.path for each in asked.inputs if each.type is InputType.PARTY]
    return {path: tuple(map(_resolved, each)) if path in sides else each for path, each in answers.items()}


def look_ahead(forms: Iterable[tuple[Answers, Form]]) -> None:
    """Ask at once about the partners of many forms."""
    typed = {
        value
        for answers, asked in forms
        for each in asked.inputs
        if each.type is InputType.PARTY
        for value in answers.get(each.path, ())
        if isinstance(value, str) and value and not value.startswith(PERSON)
    }
    entries_named("party", (key for key in keys_of(typed).values() if key is not None))


def problems_of(answers: Answers, asked: Form, own: frozenset[str]) -> Iterator[Finding]:
    """Parties that nobody knows; and that neither side is one of `own`, the keys for which the actor may act."""
    sides = [each.path for each in asked.inputs if each.type is InputType.PARTY and each.path in answers]
    named = {path: str(answers[path][0]) for path in sides if isinstance(answers[path][0], str)}
    keys = [key for key in named.values() if not key.startswith(PERSON)]
    known = entries_named("party", keys)
    for path, key in named.items():
        if key.startswith(PERSON):
            continue
        if level_of_key(key) not in (Level.PARTY, Level.PLACE):
            yield _unknown(key, path)
        elif known[key] is None and key not in own:
            yield warned("recording.unregistered_party", path, found=key[:60])
    if named and own.isdisjoint(named.values()):
        yield wrong("recording.neither_is_you", sides[0])


def _unknown(text: str, path: str) -> Finding:
    """That a name names nobody, or which ones it may mean."""
    found = candidates(text)
    if not found:
        return wrong("recording.unknown_party", path, found=text[:60])
    names = "、".join(f"{each.name}（{code_of(each.key)}）" for each in found)
    return wrong("recording.which_party", path, found=text[:60], names=names)


def name_of(key: str) -> str:
    """What a registered party is called; empty where it is not."""
    found = entries_named("party", (key,))[key]
    return found.entry.name if found is not None and isinstance(found.entry, Party) else ""


def _resolved(value: Answer) -> Answer:
    text = str(value) if isinstance(value, str) else ""
    return (None if not text or text.startswith(PERSON) else key_of(text)) or value
