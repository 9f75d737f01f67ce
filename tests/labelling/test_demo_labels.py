"""The labels of the demonstration city: got, printed and looked up, once."""

from datetime import UTC, datetime

from zhuisu.access.tokens import OPERATOR
from zhuisu.demo import city
from zhuisu.demo.registering import registered
from zhuisu.labelling.models import Issue, Printing, Scanned
from zhuisu.registry.seeding import seed
from zhuisu.server.commands.demo_labels import after


def test_the_city_has_codes_that_were_printed_and_looked_up_once(labelling: None) -> None:
    now = datetime(2026, 6, 1, 8, tzinfo=UTC)
    seed(registered(now.date()), actor=OPERATOR.name)
    town = city(1, 0, now)
    for _ in range(2):
        after(town)
    assert list(Issue.objects.order_by("id").values_list("kind", "count")) == [
        ("batch", 1), ("item", 48), ("item", 120), ("logistic", 12),
    ]  # fmt: skip
    assert Printing.objects.count() == 3
    assert [row.scans for row in Scanned.objects.all()] == [3, 3]
