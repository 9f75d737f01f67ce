"""Goods whose own code tells no variety count in that of what they were made from; so does the demonstration city."""

import io

import pytest

from tests.demo.cities import NOW
from tests.figures.cast import GTIN, MAY, ORCHARD, counted, days, harvested, received, register, rows
from zhuisu.access.tokens import OPERATOR
from zhuisu.capture.service import capture_history
from zhuisu.demo import city
from zhuisu.figures import following
from zhuisu.ledger import sequencer
from zhuisu.registry.seeding import seed

pytestmark = pytest.mark.usefixtures("figures")

UNKNOWN = """
SELECT DISTINCT coalesce(substring(thing FROM '01/[0-9]+'), thing)
FROM figures_counted AS counted JOIN figures_cell AS cell ON cell.id = counted.cell
    JOIN touch ON touch.event = counted.event AND touch.role < 32 AND touch.thing NOT LIKE 'plate:%'
WHERE cell.variety = '' ORDER BY 1
"""


def test_no_record_of_the_demonstration_is_unknown_where_a_profile_is_known() -> None:
    """Two dishes and a feed are of no profile; what lay in a lorry, was made of known goods, or is a part, is known."""
    town = city(7, 0, NOW)
    seed(town.registry(), actor=OPERATOR.name)
    for document in town.documents():
        assert capture_history(io.BytesIO(document.body), actor=OPERATOR, recorded=document.recorded).success
    sequencer.run_once()
    following.catch_up()
    assert rows(UNKNOWN) == [("01/06901235000114",), ("01/06901235000121",), ("01/06901238000210",)]
    assert rows(f"SELECT party FROM figures_reporter WHERE party = '{ORCHARD}' AND due_on < '2027-05-15'") == []


def test_what_is_of_no_registered_product_counts_with_what_it_was_made_from_whichever_comes_first() -> None:
    register()
    code = {"quantityList": [{"epcClass": "urn:zhuisu:meatveg:45070200200070000001", "quantity": 80, "uom": "KGM"}]}
    counted([received(1, MAY + days(1)) | code])
    assert rows("SELECT variety FROM figures_month WHERE events > 0") == [("",)]
    lot = {"epcClass": f"https://id.gs1.org/01/{GTIN}/10/L1", "quantity": 80, "uom": "KGM"}
    sold = {"bizStep": "repackaging", "inputQuantityList": [lot], "outputQuantityList": code["quantityList"]}
    counted([harvested(2) | sold | {"zhuisu:stage": "wholesale", "inputEPCList": []}])
    assert rows("SELECT DISTINCT variety FROM figures_month WHERE events > 0") == [("fruit",)]
