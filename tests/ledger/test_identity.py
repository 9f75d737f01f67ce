"""Ledger ids: deterministic, time-ordered UUIDv8."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from zhuisu.ledger.identity import identity_digest, ledger_id, lowest_id, microseconds

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


def test_an_id_is_a_uuid_of_version_8_and_the_rfc_variant() -> None:
    made = UUID(bytes=ledger_id(1_600_000_000_123_456, identity_digest("urn:uuid:1", None)))
    assert made.version == 8
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == 1_600_000_000_123


def test_the_same_event_has_the_same_id_and_another_has_another() -> None:
    first = ledger_id(1_000, identity_digest("ni:///sha-256;a?ver=CBV2.0", None))
    assert first == ledger_id(1_000, identity_digest("ni:///sha-256;a?ver=CBV2.0", None))
    assert first != ledger_id(1_000, identity_digest("ni:///sha-256;b?ver=CBV2.0", None))


def test_an_error_declaration_has_an_identity_of_its_own_whatever_the_offset_it_was_written_with() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    declared = identity_digest("urn:uuid:1", noon)
    assert declared != identity_digest("urn:uuid:1", None)
    assert declared == identity_digest("urn:uuid:1", noon.astimezone(timezone(timedelta(hours=8))))


@given(MOMENTS, MOMENTS, st.text(min_size=1), st.text(min_size=1))
def test_ids_sort_by_time_of_event(one: datetime, other: datetime, name: str, other_name: str) -> None:
    earlier, later = sorted((microseconds(one) // 1000, microseconds(other) // 1000))
    first = ledger_id(earlier * 1000, identity_digest(name, None))
    second = ledger_id(later * 1000, identity_digest(other_name, None))
    assert earlier == later or first < second
    assert lowest_id(earlier * 1000).bytes <= first
    assert first < lowest_id((earlier + 1) * 1000).bytes
