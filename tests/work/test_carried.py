"""Records of programs on the screens: the form shows them as far as it can, and says what it cannot carry."""

from typing import Any

import pytest

from tests.console.cast import proof
from tests.emptying import empty
from tests.labelling.tables import TABLES
from tests.recording.cast import AT_FARM
from tests.recording.test_carrying import sold
from tests.work.people import hired
from tests.work.test_labels import at_work
from zhuisu.recording.mine import RecordState, record


@pytest.fixture(autouse=True)
def _market(market: None) -> Any:
    hired()
    yield
    empty(TABLES)


def test_a_program_s_record_is_corrected_on_the_screen_and_it_says_what_will_be_gone() -> None:
    event = sold(sensorElementList=[{"sensorReport": [{"type": "Temperature", "value": 4, "uom": "CEL"}]}])
    client = at_work("farm")
    assert "更正" in client.get(f"/work/history/event?of={event}").content.decode()
    page = f"/work/history/correct?of={event}"
    text = client.get(page).content.decode()
    for said in ("这些内容这张表带不过来", "传感器数据", "撤回原记录", "桂N12345"):
        assert said in text


def test_a_record_that_is_no_stage_is_withdrawn_and_recorded_anew() -> None:
    event = sold(bizStep="holding")
    client = at_work("farm")
    page = client.get(f"/work/history/event?of={event}").content.decode()
    assert "不能用表单更正" in page
    assert "/work/history/correct" not in page
    assert client.get(f"/work/history/correct?of={event}").status_code == 404
    withdraw = f"/work/history/withdraw?of={event}"
    client.post(withdraw, {"csrfmiddlewaretoken": proof(client, withdraw), "reason": "记错了"})
    row = record(AT_FARM, event)
    assert row is not None
    assert row.state is RecordState.WITHDRAWN
