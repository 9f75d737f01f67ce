"""Admitting: what an approved application becomes: a party in its roles, premises, licences, a contact, an account."""

from collections.abc import Iterator
from typing import Any

from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.fitting import check_account
from zhuisu.access.models import Account
from zhuisu.core.profiles import Category
from zhuisu.enrolling.held import HeldApplication
from zhuisu.enrolling.requirements import REGISTRATION, role_choices
from zhuisu.packaged import profiles
from zhuisu.registry.deciding import decide
from zhuisu.registry.entries import Entry, Licence, Party, PartyKind, PartyRole, Person, Place, PlaceKind
from zhuisu.registry.held import Held, Refusal
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find
from zhuisu.registry.states import Act
from zhuisu.registry.writing import register

SCOPES = frozenset({Scope.CAPTURE, Scope.READ, Scope.REGISTRY})
"""What the account of a party may do."""


class RefusedError(Exception):
    """The registry did not take an entry; the transaction is to end."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(", ".join(finding.code for finding in refusal.findings))
        self.refusal = refusal


def admit_party(told: HeldApplication, *, actor: Actor) -> str:
    """The registry's entries, filed and approved. Answers the party's key. Raises RefusedError."""
    party = _approved("party", party_of(told), actor)
    _approved("place", _place_of(told, party), actor)
    for licence in _licences_of(told, party):
        if find(KINDS["licence"], licence.number) is None:
            _approved("licence", licence, actor)
    return party


def admit_account(told: HeldApplication, party: str, password: str, kind: ActorKind, *, actor: Actor) -> Account:
    """The account, with the person whose it is. It sees from now on what its party sees. Raises RefusedError."""
    person = _approved("person", Person(name=told.contact.name, phone=told.contact.phone, party=party), actor)
    check_account(Actor(name=told.account, party=party, scopes=SCOPES, kind=kind))
    return Account.objects.create(
        name=told.account, kind=kind.value, party=party, scopes=sorted(SCOPES), person=person, password=password
    )


def kind_of_account(kind: str) -> ActorKind:
    """An association acts for its members."""
    return ActorKind.ASSOCIATION if kind == PartyKind.ASSOCIATION else ActorKind.ENTERPRISE


def party_of(told: HeldApplication) -> Party:
    """The party as it would be registered."""
    return Party(
        key=told.key,
        kind=PartyKind(told.kind),
        name=told.name,
        region=told.region,
        address=told.address,
        contact=told.contact.name,
        phone=told.contact.phone,
        email=told.contact.email,
        roles=tuple(_roles_of(told)),
    )


def _roles_of(told: HeldApplication) -> Iterator[PartyRole]:
    """Each role in each of the varieties that know it."""
    for choice in role_choices(told.varieties):
        if choice.role in told.roles:
            for variety in choice.varieties:
                category = Category(profiles()[variety].category)
                yield PartyRole(role=choice.role, category=category, variety=variety)


def _place_of(told: HeldApplication, party: str) -> Place:
    name = told.place_name or told.name
    return Place(kind=PlaceKind(told.place_kind), name=name, party=party, region=told.region, address=told.address)


def _licences_of(told: HeldApplication, party: str) -> Iterator[Licence]:
    for paper in told.papers:
        if paper.kind != REGISTRATION:
            yield Licence(
                kind=paper.kind,
                number=paper.number,
                holder=party,
                issued_by=paper.issued_by,
                valid_from=paper.valid_from,
                valid_to=paper.valid_to,
                attributes={"enrolment": told.number},
            )


def _approved(kind: str, entry: Entry, actor: Actor) -> str:
    written: Any = register(KINDS[kind], entry, actor=actor.name)
    for act in (Act.FILE, Act.APPROVE):
        if isinstance(written, Held):
            written = decide(KINDS[kind], written.entry.key, act, actor=actor.name)
    if isinstance(written, Refusal):
        raise RefusedError(written)
    return str(written.entry.key)
