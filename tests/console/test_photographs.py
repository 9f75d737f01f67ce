"""Photographs in records: officials within sight see them on the event, the case and in the dossier; nobody else."""

from collections.abc import Iterator
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.capture.cast import document, packed
from tests.casework.cast import TABLES as CASES
from tests.console.cast import REGISTRAR, signed_in
from tests.emptying import empty
from tests.recording import cast
from tests.recording.conftest import TABLES, town
from tests.recording.test_forms import picture
from tests.supervision.cast import finding
from zhuisu.access.actor import Actor, ActorKind, Scope
from zhuisu.access.models import Audit
from zhuisu.capture.report import ErrorBehaviour
from zhuisu.capture.service import capture_document
from zhuisu.casework.grouping import group_next
from zhuisu.casework.models import Case
from zhuisu.console.accounts import Wanted
from zhuisu.ledger.reading import event_by_id
from zhuisu.recording.photographs import Kept, keep
from zhuisu.recording.pictured import look_at, pictures_of
from zhuisu.registry import concerning

__all__ = ["town"]

NAMES = {"zhuisu": "urn:zhuisu:voc:"}
SEEING = frozenset({Scope.READ, Scope.SUPERVISE})
PRODUCE = Wanted("tan", ActorKind.DEPARTMENT, SEEING, ("produce",), ("450721",))
ELSEWHERE = Wanted("zhao", ActorKind.DEPARTMENT, SEEING, ("produce",), ("450722",))
DRUGS = Wanted("yao", ActorKind.DEPARTMENT, SEEING, ("drugs",), ("450721",))
AUDITOR = Wanted("wei", ActorKind.AUDITOR, frozenset({Scope.READ}))
SELLER = Wanted("stall", ActorKind.ENTERPRISE, frozenset({Scope.READ, Scope.CAPTURE}), party=cast.STALL)
FARM = Wanted("farm", ActorKind.ENTERPRISE, frozenset({Scope.READ, Scope.CAPTURE}), party=cast.GROWER)


@pytest.fixture(autouse=True)
def _city(console: None, town: None) -> Iterator[None]:
    yield
    empty(f"{TABLES}, {CASES}")


def photographed() -> tuple[UUID, str]:
    """The farm recorded a sale to the stall, with a photograph: the ledger's number of the event, and the digest."""
    cast.saved(cast.AT_FARM, cast.harvest())
    kept = keep(actor=cast.AT_FARM, stream=BytesIO(picture((40, 30))))
    assert isinstance(kept, Kept)
    return number_of(captured(cast.AT_FARM, "1", kept.uri)), kept.digest


def captured(actor: Actor, serial: str, uri: str) -> str:
    """The eventID of a sale of the batch that a program of this actor's captured, with a photograph."""
    sides = {
        "sourceList": [{"type": "owning_party", "source": f"urn:zhuisu:{cast.GROWER}"}],
        "destinationList": [{"type": "owning_party", "destination": f"urn:zhuisu:{cast.STALL}"}],
    }
    amount = {"epcClass": f"https://id.gs1.org/{cast.BATCH}", "quantity": 5, "uom": "KGM"}
    told = {**packed(serial, action="OBSERVE", bizStep="shipping", epcList=[], quantityList=[amount], **sides)}
    body = document({**told, "zhuisu:photo": uri, "zhuisu:stage": "sell", "@context": [NAMES]})
    report = capture_document(BytesIO(body), actor=actor, behaviour=ErrorBehaviour.ROLLBACK)
    assert report.success, report.errors
    cast.follow()
    return str(told["eventID"])


def number_of(event: str) -> UUID:
    stored = event_by_id(event)
    assert stored is not None
    concerning.catch_up()
    return stored.id


def address(event: UUID, digest: str) -> str:
    return f"/admin/event/{event}/photographs/{digest}/"


def status(client: Client, page: str) -> int:
    return client.get(page).status_code


@pytest.mark.parametrize("official", [REGISTRAR, PRODUCE, AUDITOR], ids=lambda each: str(each.name))
def test_an_official_within_sight_sees_it_on_the_event_and_it_is_written_down(official: Wanted) -> None:
    event, digest = photographed()
    client = signed_in(official)
    assert address(event, digest) in client.get(f"/admin/event/{event}/").content.decode()
    answer = client.get(address(event, digest))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "private" in answer["Cache-Control"]
    row = Audit.objects.get(verb="photograph seen")
    assert (row.actor, row.facts["digest"], row.facts["party"]) == (official.name, digest, cast.GROWER)


@pytest.mark.parametrize("official", [ELSEWHERE, DRUGS], ids=lambda each: str(each.name))
def test_an_official_of_another_field_sees_neither_event_nor_photograph(official: Wanted) -> None:
    event, digest = photographed()
    client = signed_in(official)
    assert (status(client, f"/admin/event/{event}/"), status(client, address(event, digest))) == (404, 404)
    page = client.get(f"/admin/photographs/?code={cast.BATCH}").content.decode()
    assert address(event, digest) not in page


def test_the_buyer_sees_the_event_without_the_photograph_and_the_party_with_it() -> None:
    event, digest = photographed()
    buyer = signed_in(SELLER)
    assert address(event, digest) not in buyer.get(f"/admin/event/{event}/").content.decode()
    assert status(buyer, address(event, digest)) == 404
    assert status(buyer, f"/admin/photographs/?code={cast.BATCH}") == 403
    assert status(signed_in(FARM), address(event, digest)) == 200
    assert not Audit.objects.filter(verb="photograph seen").exists()


def test_the_public_and_peers_see_none() -> None:
    event, digest = photographed()
    answer = Client().get(address(event, digest))
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, "/admin/login/")
    assert digest not in Client().get(f"/t/{cast.BATCH}").content.decode()
    peer = Actor(
        name="nanning", kind=ActorKind.PEER, scopes=frozenset({Scope.READ}), categories=frozenset({"produce"}),
        regions=frozenset({"450721"}),
    )  # fmt: skip
    assert pictures_of(peer, [event]) == {}
    assert look_at(actor=peer, event=event, digest=digest) is None


def test_an_address_that_is_guessed_leads_nowhere() -> None:
    event, digest = photographed()
    other = number_of(cast.saved(cast.AT_FARM, cast.sale(1)).event)
    client = signed_in(REGISTRAR)
    guessed = (
        address(event, "0" * 64), address(event, digest.upper()), address(event, digest[:-1]), address(other, digest),
        address(uuid4(), digest),
    )  # fmt: skip
    assert [status(client, each) for each in guessed] == [404] * 5
    assert not Audit.objects.filter(verb="photograph seen").exists()


def test_nobody_opens_a_photograph_by_naming_it_in_a_record_of_their_own() -> None:
    _, digest = photographed()
    theirs = number_of(captured(cast.AT_STALL, "9", f"urn:zhuisu:photograph:{digest}"))
    assert status(signed_in(REGISTRAR), address(theirs, digest)) == 404


def test_the_case_about_the_event_shows_it_and_so_does_the_dossier() -> None:
    event, digest = photographed()
    finding(profile="vegetable", events=[str(event)], things=[cast.BATCH], party=cast.GROWER)
    while group_next():
        pass
    client = signed_in(PRODUCE, "zh-hans")
    case = client.get(f"/admin/cases/{Case.objects.get().number}/").content.decode()
    assert address(event, digest) in case
    dossier = client.get(f"/admin/photographs/?code={cast.BATCH}").content.decode()
    assert address(event, digest) in dossier
    assert "记录照片" in dossier
    assert "没有照片" in client.get(f"/admin/photographs/?code={cast.SEEDS}").content.decode()
