"""A plan that nobody has touched, and emptied again afterwards."""

from collections.abc import Iterator

import django
import pytest

from tests.emptying import empty

django.setup()  # the tables are named when tests are collected


@pytest.fixture(autouse=True)
def plan(ledger: None) -> Iterator[None]:
    yield
    empty("planning_decision, planning_meeting, planning_proof, planning_measurestep, planning_measure, access_audit")
