"""Certificates: granted by rule, signed by the log's key, checked by anybody, revoked; and what else was given."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.rating.cast import DRUGS, FARMERS, NOW, log_key, proposed, settled
from tests.recording.cast import AT_FARM, GROWER
from zhuisu.rating.checking import Standing, checked, signers_of
from zhuisu.rating.granting import ask_for
from zhuisu.rating.incentives import Given, record, withdraw
from zhuisu.rating.kinds import Sort
from zhuisu.rating.models import Certificate, Incentive
from zhuisu.rating.refusing import Refusal
from zhuisu.rating.revoking import revoke
from zhuisu.rating.signing import sign_next

pytestmark = pytest.mark.usefixtures("rated")
GIVEN = Given(
    party="93450721MA5685666W",
    sort=Sort.SUBSIDY,
    what="追溯设备购置补助",
    amount_yuan=Decimal(20000),
    day=NOW.date() - timedelta(days=3),
    giver="钦州市财政局",
    evidence="钦财农〔2026〕12号",
)


def codes(answered: object) -> list[str]:
    assert isinstance(answered, Refusal), answered
    return [finding.code for finding in answered.findings]


@pytest.fixture
def certificate(tmp_path: Path, settings: Settings) -> str:
    """One that is signed."""
    settings.LOG_KEY_FILE = tmp_path / "log_key"
    log_key(settings.LOG_KEY_FILE)
    settled((88.0, 91.0, 95.0))
    granted = ask_for(actor=AT_FARM)
    assert isinstance(granted, Certificate), granted
    assert sign_next() == 1
    return granted.number


def test_a_certificate_is_signed_and_anybody_checks_it(certificate: str) -> None:
    told = checked(certificate)
    assert told is not None
    assert (told.standing, told.signers) == (Standing.VALID, ("zhuisu.test/log",))
    assert (told.statement.figures.score, told.statement.figures.records) == (91.3, 120)
    assert f"number: {certificate}\nparty: {GROWER}\n" in told.note
    assert codes(ask_for(actor=AT_FARM)) == ["certificate.held"]
    assert checked("Z2026-99999") is None


def test_a_certificate_in_which_a_letter_was_changed_is_false(certificate: str) -> None:
    told = checked(certificate)
    assert told is not None
    forged = told.note.replace("score: 91.3", "score: 99.3")
    assert signers_of(forged, told.statement, told.vkeys) == ()
    Certificate.objects.update(name="别家合作社")
    after = checked(certificate)
    assert after is not None
    assert after.standing is Standing.FALSE


def test_a_certificate_ends_and_is_revoked(certificate: str) -> None:
    over = checked(certificate, NOW + timedelta(days=200))
    assert over is not None
    assert over.standing is Standing.EXPIRED
    assert codes(revoke(actor=DRUGS, number=certificate, why="发现虚报产量")) == ["certificate.unknown"]
    assert isinstance(revoke(actor=FARMERS, number=certificate, why="发现虚报产量"), Certificate)
    told = checked(certificate)
    assert told is not None
    assert (told.standing, told.revoked_why) == (Standing.REVOKED, "发现虚报产量")
    assert codes(revoke(actor=FARMERS, number=certificate, why="发现虚报产量")) == ["certificate.revoked"]


def test_without_a_key_it_waits(tmp_path: Path, settings: Settings) -> None:
    settings.LOG_KEY_FILE = tmp_path / "none"
    settled((88.0, 91.0, 95.0))
    granted = ask_for(actor=AT_FARM)
    assert isinstance(granted, Certificate)
    assert sign_next() == 0
    told = checked(granted.number)
    assert told is not None
    assert told.standing is Standing.WAITING


def test_who_does_not_do_well_enough_is_told_all_that_lacks() -> None:
    proposed()
    assert codes(ask_for(actor=AT_FARM)) == [
        "certificate.unrated", "certificate.score", "certificate.score", "certificate.exposed",
    ]  # fmt: skip


def test_what_was_given_is_recorded_and_struck_out_with_a_reason() -> None:
    row = record(actor=FARMERS, given=GIVEN)
    assert isinstance(row, Incentive)
    assert (row.party, row.amount_yuan) == (GROWER, Decimal(20000))
    assert codes(record(actor=DRUGS, given=GIVEN)) == ["incentive.elsewhere"]
    assert codes(withdraw(actor=FARMERS, id=row.pk, why="?")) == ["rating.why"]
    assert isinstance(withdraw(actor=FARMERS, id=row.pk, why="重复登记了一次"), Incentive)
    assert codes(withdraw(actor=FARMERS, id=row.pk, why="重复登记了一次")) == ["incentive.withdrawn"]


def test_what_cannot_be_is_refused() -> None:
    odd = Given(
        party="91450700MA5N1X2K9X", sort=Sort.SUBSIDY, what="", amount_yuan=None,
        day=NOW.date() + timedelta(days=3), giver="x", evidence="x", address="javascript:x",
    )  # fmt: skip
    assert codes(record(actor=FARMERS, given=odd)) == [
        "incentive.empty", "incentive.no_amount", "incentive.day", "incentive.address", "incentive.party",
    ]  # fmt: skip
