"""People: whom a form names. Events hold an opaque reference; names and numbers are in the registry's vault alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.core.forms.answers import PERSON, Answers
from zhuisu.core.forms.filled import TypedPerson
from zhuisu.recording.looking import entries_named
from zhuisu.recording.refusing import wrong
from zhuisu.registry.checks import problems
from zhuisu.registry.entries import IdentityKind, Person
from zhuisu.registry.held import Held, Refusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.listing import entries
from zhuisu.registry.people import people_with
from zhuisu.registry.writing import register

MOST: Final = 500
"""So many people of a party are looked through for a name."""
_KIND: Final = KINDS["person"]
_AFRESH: Final = f"{PERSON}new-"


def people_of(party: str) -> tuple[Person, ...]:
    """The people of a party, by age."""
    found = entries(_KIND, {"party": party}, limit=MOST)
    return tuple(each.entry for each in found if isinstance(each.entry, Person) and each.state.value != "closed")


def problems_of(answers: Answers, party: str) -> Iterator[Finding]:
    """What is wrong with people: references to nobody of the party, identity numbers that are none."""
    picked = _picked(answers)
    known = entries_named("person", map(_key, picked))
    for uri, path in picked.items():
        found = known[_key(uri)]
        if found is None or not _is_of(found, party):
            yield wrong("recording.unknown_person", path, found=_key(uri)[:60])
    for path, each in _each(answers):
        if isinstance(each, TypedPerson):
            for finding in problems(_KIND, _entry(each, party)):
                yield msgspec.structs.replace(finding, path=path)


def look_ahead(forms: Iterable[Answers]) -> None:
    """Ask at once about the people who were picked in many forms."""
    entries_named("person", (_key(uri) for answers in forms for uri in _picked(answers)))


def _picked(answers: Answers) -> Mapping[str, str]:
    """References to people, each with the path of its input."""
    return {str(each): path for path, each in _each(answers) if isinstance(each, str) and each.startswith(PERSON)}


def veiled(answers: Answers) -> Answers:
    """The answers with references instead of those who were typed, as an event that is not recorded yet has them."""
    typed = [each for _, each in _each(answers) if isinstance(each, TypedPerson)]
    return _with(answers, {each: f"{_AFRESH}{number}" for number, each in enumerate(dict.fromkeys(typed))})


class Roll:
    """The people of a party, while forms are saved that name some: who is named twice in the same way is one."""

    def __init__(self, party: str, actor: str) -> None:
        self._party, self._actor = party, actor
        self._people: list[Person] | None = None
        self._references: dict[TypedPerson, str] = {}

    def enlisted(self, answers: Answers) -> Answers | Refusal:
        """The answers with references instead of those who were typed, who are found among the party's people or
        entered in the registry, in the transaction that is open."""
        for each in {each: None for _, each in _each(answers) if isinstance(each, TypedPerson)}:
            if each not in self._references:
                key = self._known(each) or self._entered(each)
                if isinstance(key, Refusal):
                    return key
                self._references[each] = f"urn:zhuisu:{key}"
        return _with(answers, self._references)

    def _known(self, typed: TypedPerson) -> str | None:
        if self._people is None:
            self._people = list(people_of(self._party))
        return _known(typed, self._people, self._party)

    def _entered(self, typed: TypedPerson) -> str | Refusal:
        made = register(_KIND, _entry(typed, self._party), actor=self._actor)
        if isinstance(made, Refusal):
            return made
        if self._people is not None and isinstance(made.entry, Person):
            self._people.append(made.entry)
        return made.entry.key


def _known(typed: TypedPerson, known: Sequence[Person], party: str) -> str | None:
    """The key of somebody of the party with this identity number; where none is given, of the only one so named."""
    if typed.identity:
        same = (each for each in people_with(IdentityKind.RESIDENT, typed.identity) if _is_of(each, party))
        return next((each.entry.key for each in same), None)
    named = [each.key for each in known if each.name == typed.name.strip() and typed.phone in ("", each.phone)]
    return named[0] if len(named) == 1 else None


def _entry(typed: TypedPerson, party: str) -> Person:
    kind = IdentityKind.RESIDENT if typed.identity else None
    return Person(
        name=typed.name.strip(), phone=typed.phone, party=party, identity_kind=kind, identity=typed.identity.strip()
    )


def _is_of(found: Held, party: str) -> bool:
    return isinstance(found.entry, Person) and found.entry.party == party


def _key(uri: str) -> str:
    return uri.removeprefix("urn:zhuisu:")


def _each(answers: Answers) -> Iterator[tuple[str, object]]:
    return ((path, each) for path, values in answers.items() for each in values)


def _with(answers: Answers, references: Mapping[TypedPerson, str]) -> Answers:
    return {
        path: tuple(references[each] if isinstance(each, TypedPerson) else each for each in values)
        for path, values in answers.items()
    }
