"""Findings, editions and the follower on screens: seen as far as the actor sees them, drafted, decided."""

from datetime import UTC, datetime

import pytest

from tests.console.cast import AGRICULTURE, AUDITOR, BUTCHER, GROWER, REGISTRAR, sent, signed_in
from tests.supervision.cast import FACTS, finding
from zhuisu.access.actor import ActorKind
from zhuisu.packaged import texts
from zhuisu.supervision.models import Edition, Reassessment

pytestmark = pytest.mark.usefixtures("console")

CLOSED = "a rule that is kept again"
EDITIONS = "/admin/console/edition/"
FRUIT = texts("varieties")["fruit.toml"]


def test_findings_are_listed_and_told_to_whom_they_concern() -> None:
    one = finding()
    page = f"/admin/console/finding/{one.pk}/change/"
    for reader in (REGISTRAR, AGRICULTURE, GROWER, AUDITOR):
        client = signed_in(reader)
        assert "inputs are recorded" in client.get("/admin/console/finding/").content.decode(), reader.name
        assert "art. 27" in client.get(page).content.decode()
    other = signed_in(BUTCHER)
    assert "inputs are recorded" not in other.get("/admin/console/finding/").content.decode()
    assert other.get(page).status_code == 404


def test_findings_are_narrowed_and_found_by_their_things() -> None:
    finding()
    finding(facts={**FACTS, "rule_en": CLOSED}, closed_at=datetime(2026, 7, 1, tzinfo=UTC))
    client = signed_in(REGISTRAR)
    assert CLOSED not in client.get("/admin/console/finding/?standing=open").content.decode()
    assert CLOSED in client.get("/admin/console/finding/?standing=closed").content.decode()
    assert "inputs are" in client.get("/admin/console/finding/?q=01/06901234000016/10/L7").content.decode()
    assert "inputs are" not in client.get("/admin/console/finding/?q=01/06901234000016/10/L8").content.decode()


def test_an_edition_is_drafted_mended_put_in_force_and_withdrawn() -> None:
    client = signed_in(REGISTRAR)
    begun = client.get(f"{EDITIONS}add/?profile=fruit").content.decode()
    assert "[profile]" in begun or "id = " in begun
    wrong = sent(client, f"{EDITIONS}add/", profile="fruit", text=f"{FRUIT}\nnonsense = [\n", note="")
    assert "Line " in wrong.content.decode()
    assert Edition.objects.count() == 0
    kept = sent(client, f"{EDITIONS}add/", profile="fruit", text=FRUIT, note="same")
    assert kept.status_code == 302, kept.content.decode()
    row = Edition.objects.get()
    forced = sent(client, f"{EDITIONS}{row.pk}/force/", since="2099-01-01", reason="")
    assert forced.status_code == 302, forced.content.decode()
    assert Reassessment.objects.count() == 1
    assert "in force" in client.get(f"{EDITIONS}{row.pk}/change/").content.decode()
    silent = sent(client, f"{EDITIONS}{row.pk}/withdraw/", reason="")
    assert "give a reason" in silent.content.decode()
    sent(client, f"{EDITIONS}{row.pk}/withdraw/", reason="a mistake")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("withdrawn", "a mistake")


def test_a_draft_is_tried_on_past_events() -> None:
    client = signed_in(REGISTRAR)
    sent(client, f"{EDITIONS}add/", profile="fruit", text=FRUIT, note="")
    page = f"{EDITIONS}{Edition.objects.get().pk}/try/"
    told = sent(client, page, since="2026-01-01", until="2026-12-31").content.decode()
    assert "events looked at 0" in told


def test_nobody_without_the_scope_drafts() -> None:
    row = Edition.objects.create(profile="fruit", text=FRUIT, written_by="tan", written_at=datetime.now(UTC))
    client = signed_in(GROWER)
    assert client.get(f"{EDITIONS}add/").status_code == 403
    assert sent_without_form(client, f"{EDITIONS}{row.pk}/force/") == 403
    medicine = signed_in(AGRICULTURE._replace(name="yao", kind=ActorKind.DEPARTMENT, categories=("drugs",)))
    refused = sent(medicine, f"{EDITIONS}{row.pk}/force/", since="2099-01-01", reason="")
    assert "does not answer for profiles" in refused.content.decode()


def test_the_state_of_the_rules_is_shown_with_progress() -> None:
    Reassessment.objects.create(
        profile="fruit", reason="edition 1", asked_by="tan", asked_at=datetime.now(UTC), position=3, until=9
    )
    shown = signed_in(REGISTRAR).get("/admin/console/reassessment/").content.decode()
    assert '<progress value="3" max="9"' in shown


def sent_without_form(client: "object", page: str) -> int:
    return int(client.get(page).status_code)  # type: ignore[attr-defined]
