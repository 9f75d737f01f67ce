"""Held: an application as it is read, its contact opened."""

from datetime import date, datetime
from typing import Any

import msgspec

from zhuisu.core.findings import Finding
from zhuisu.enrolling.missing import missing
from zhuisu.enrolling.models import Application, Paper
from zhuisu.enrolling.requirements import Requirement, requirements
from zhuisu.enrolling.states import Aim, State
from zhuisu.registry.vault import unseal


class Contact(msgspec.Struct, frozen=True):
    """Whom to ask."""

    name: str = ""
    phone: str = ""
    email: str = ""


class HeldPaper(msgspec.Struct, frozen=True):
    """A paper without its photograph."""

    id: int
    kind: str
    number: str
    issued_by: str
    valid_from: date | None
    valid_to: date | None


class HeldApplication(msgspec.Struct, frozen=True):
    """An application. `missing` says what is still to be told, each with its reason."""

    number: str
    aim: Aim
    state: State
    key: str
    name: str
    kind: str
    region: str
    address: str
    place_kind: str
    place_name: str
    varieties: tuple[str, ...]
    roles: tuple[str, ...]
    categories: tuple[str, ...]
    contact: Contact
    account: str
    papers: tuple[HeldPaper, ...]
    requirements: tuple[Requirement, ...]
    excuses: dict[str, str]
    notes: dict[str, str]
    reason: str
    agreed: tuple[str, ...]
    missing: tuple[Finding, ...]
    created_at: datetime
    filed_at: datetime | None
    decided_at: datetime | None
    decided_by: str


def held(row: Application) -> HeldApplication:
    """The application of a row."""
    papers = tuple(map(_paper, row.papers.defer("photo").order_by("id")))
    contact = msgspec.json.decode(unseal(bytes(row.contact)), type=Contact) if row.contact else Contact()
    needed = requirements(row.varieties, row.roles)
    plain: dict[str, Any] = {
        name: getattr(row, name)
        for name in (
            "number", "key", "name", "kind", "region", "address", "place_kind", "place_name", "account", "excuses",
            "notes", "reason", "created_at", "filed_at", "decided_at", "decided_by",
        )
    }  # fmt: skip
    lists: dict[str, Any] = {name: tuple(getattr(row, name)) for name in ("varieties", "roles", "categories", "agreed")}
    kinds = frozenset(paper.kind for paper in papers)
    return HeldApplication(
        **plain,
        **lists,
        aim=Aim(row.aim),
        state=State(row.state),
        contact=contact,
        papers=papers,
        requirements=needed,
        missing=missing(row, contact.name and contact.phone, kinds, needed),
    )


def _paper(row: Paper) -> HeldPaper:
    return HeldPaper(row.pk, row.kind, row.number, row.issued_by, row.valid_from, row.valid_to)
