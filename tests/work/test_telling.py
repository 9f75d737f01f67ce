"""Telling: what a row of the history is called, whatever of it is known."""

from datetime import UTC, datetime

import pytest

from zhuisu.core.findings import Text
from zhuisu.core.forms.model import NOTHING
from zhuisu.recording.mine import RecordRow, RecordState
from zhuisu.work.telling import record_words

FRUIT, HARVEST = Text("水果", "fruit"), Text("采收", "harvest")


@pytest.mark.parametrize(
    ("stage", "variety", "heading"),
    [(HARVEST, FRUIT, "采收 · 水果"), (NOTHING, FRUIT, "水果"), (HARVEST, NOTHING, "采收"), (NOTHING, NOTHING, "记录")],
)
def test_a_heading_has_no_holes(stage: Text, variety: Text, heading: str) -> None:
    at = datetime(2026, 6, 1, tzinfo=UTC)
    row = RecordRow(
        id="1", event="urn:uuid:1", variety="", variety_name=variety, stage="", stage_name=stage, event_time=at,
        recorded_at=at, account="", things=(), things_told=NOTHING, state=RecordState.STANDS, replaced_by="",
        reason="", findings=0, filled=None,
    )  # fmt: skip
    assert record_words(row)["heading"] == heading
