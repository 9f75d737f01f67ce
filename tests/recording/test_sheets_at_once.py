"""Sheets, many rows at once: the same is found and recorded as row by row, with the same few questions, once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from uuid import UUID

import msgspec
import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.emptying import empty
from tests.recording.cast import AT_FARM, BATCH, FIELD, GREENS, GROWER, STALL, ago
from tests.recording.conftest import town
from zhuisu.access.models import Account
from zhuisu.capture.report import Stored
from zhuisu.capture.service import capture_event
from zhuisu.ledger.database import ledger_cursor
from zhuisu.recording.clock import now
from zhuisu.recording.making import event_made
from zhuisu.recording.models import Entry, Sheet
from zhuisu.recording.people import Roll, people_of
from zhuisu.recording.preparing import Prepared, prepared, prepared_each
from zhuisu.recording.sheets import working
from zhuisu.recording.sheets.asking import ask_load, ask_undo
from zhuisu.recording.sheets.reading import opened
from zhuisu.recording.sheets.records import Record
from zhuisu.recording.sheets.states import State
from zhuisu.recording.sheets.uploading import Given, upload
from zhuisu.recording.sheets.working import work
from zhuisu.registry.seeding import seed

__all__ = ["town"]

USE = (
    *("投入：追溯码或条码", "投入：数量", "投入：单位", "投入品登记证号", "有效成分"),
    *("用量", "安全间隔期（天）", "操作人姓名", "地点", "时间"),
)
SALE = ("单号", "条码", "批号", "数量", "卖方", "买方", "车牌号", "地点", "时间")
YESTERDAY = ago(hours=20).isoformat()

KILLED = """
import os, signal, sys
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.recording.sheets import loading, working
module, name, times, sheet = sys.argv[1:]
home, left = globals()[module], int(times)
original = getattr(home, name)
def killed(*arguments, **named):
    global left
    answer = original(*arguments, **named)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer
setattr(home, name, killed)
while working.work(sheet):
    pass
"""


@pytest.fixture(autouse=True)
def _farm(town: None) -> Iterator[None]:
    """The grower has an account, and a second plot."""
    scopes = sorted(scope.value for scope in AT_FARM.scopes)
    Account.objects.create(name=AT_FARM.name, kind=AT_FARM.kind.value, party=GROWER, scopes=scopes)
    seed([("place", {"key": "414/6901234000030", "kind": "plot", "name": "4号地", "party": GROWER})], actor="inspector")
    yield
    empty("recording_sheet")


def used(number: int, who: str = "农工", place: str = "3号地") -> tuple[str, ...]:
    at = ago(hours=3, seconds=number).isoformat()
    return ("吡虫啉粉剂", "2", "kg", f"PD2020{number:04d}", "吡虫啉", "0.5", "7", f"{who}{number % 3}", place, at)


def handed_in(stage: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Sheet:
    text = "\n".join("\t".join(row) for row in (heads, *rows))
    given_of = Given(variety="vegetable", stage=stage, title="x", content=text.encode())
    found = upload(actor=AT_FARM, given=given_of)
    assert isinstance(found, Sheet), found
    return found


def worked(sheet: Sheet) -> Sheet:
    while work(sheet.pk):
        pass
    sheet.refresh_from_db()
    return sheet


def records(sheet: Sheet) -> tuple[Record, ...]:
    found = opened(sheet)
    assert found is not None
    return found.records


def asked_to_load(sheet: Sheet) -> Sheet:
    assert isinstance(ask_load(actor=AT_FARM, sheet=sheet.pk), Sheet)
    return sheet


def events() -> int:
    with ledger_cursor() as cursor:
        (count,) = cursor.execute("SELECT count(*) FROM event").fetchone() or (0,)
    return int(count)


def killed_after(module: str, name: str, times: int, sheet: UUID) -> None:
    command = [sys.executable, "-c", KILLED, module, name, str(times), str(sheet)]
    ended = subprocess.run(command, env=os.environ, check=False, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    with transaction.atomic():  # what it held is free once the database has noticed
        Sheet.objects.select_for_update().get(pk=sheet)


CELLS: tuple[st.SearchStrategy[str], ...] = (
    st.sampled_from(["7", "8", ""]),
    st.sampled_from(["菜心", GREENS, BATCH, "不是代码", "01/06901234567908", ""]),
    st.sampled_from(["L1", "L2", ""]),
    st.sampled_from(["3", "3公斤", "很多", "", "2石"]),
    st.sampled_from(["灵山菜农合作社", GROWER, "", "没有这家"]),
    st.sampled_from(["东门市场3号摊", STALL, "东门市场", "没有这家", "", "414/6901234000023"]),
    st.sampled_from(["桂N12345", ""]),
    st.sampled_from(["3号地", FIELD, "", "414/6909999999999"]),
    st.sampled_from([YESTERDAY, "昨天", "", "2019-01-01", "2199-01-01"]),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*CELLS), min_size=1, max_size=8))
def test_of_many_forms_the_same_is_found_as_of_each_alone(rows: list[tuple[str, ...]]) -> None:
    forms = [each.filled for each in records(handed_in("sell", SALE, [*rows, ("9", *rows[0][1:])]))]
    moment = now()
    assert list(prepared_each(AT_FARM, forms, moment)) == [prepared(AT_FARM, each, moment) for each in forms]


def test_a_mixed_sheet_has_the_same_errors_by_cell_in_portions_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = ("菜心", "L1", "3", "灵山菜农合作社", "东门市场3号摊", "桂N12345", "3号地", YESTERDAY)
    faults = {2: "不是代码", 4: "很多", 5: "没有这家", 6: "没有这家", 7: "", 8: "414/6909999999999", 9: "昨天"}
    rows = [(str(at), *sound[: at - 2], wrong, *sound[at - 1 :]) for at, wrong in faults.items()]
    rows = [("1", *sound), *rows, ("1", *sound[:-2], "4号地", YESTERDAY), ("20", *sound)]
    whole = worked(handed_in("sell", SALE, rows))
    monkeypatch.setattr(working, "RULED", 1)
    single = worked(handed_in("sell", SALE, rows))
    assert whole.findings == single.findings
    assert (whole.errors, whole.warnings, whole.records) == (single.errors, single.warnings, single.records)
    cells = [each["cell"] for each in whole.findings if each["severity"] == "error"]
    assert cells == ["H10", "B10", "B3", "D4", "E5", "E5", "F6", "G7", "H8", "I9"]


def test_ten_times_as_many_rows_cost_no_more_questions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "MOST_RULED", 0)
    few, many = (handed_in("input_use", USE, [used(n) for n in range(size)]) for size in (20, 200))
    counts = []
    for sheet in (few, many):
        with CaptureQueriesContext(connection) as told:
            worked(sheet)
        counts.append(len(told))
    assert counts[0] == counts[1] < 60


def test_what_is_loaded_at_once_is_what_each_form_would_have_recorded() -> None:
    sheet = worked(handed_in("input_use", USE, [used(n, place="4号地") for n in range(6)]))
    forms = [each.filled for each in records(sheet)]
    loaded = worked(asked_to_load(sheet))
    assert (loaded.state, len(loaded.events), events()) == (State.LOADED, 6, 6)
    assert [each.name for each in people_of(GROWER)] == ["农工0", "农工1", "农工2"]
    roll = Roll(GROWER, AT_FARM.name)
    for form in forms:
        read = prepared(AT_FARM, form, now())
        assert isinstance(read, Prepared)
        alone = capture_event(BytesIO(event_made(read, roll.enlisted(read.answers))), actor=AT_FARM)  # type: ignore[arg-type]
        assert isinstance(alone, Stored)
        assert alone.repeated
    assert events() == 6


def test_the_first_record_that_the_ledger_refuses_is_told_and_nothing_is_left() -> None:
    sheet = asked_to_load(worked(handed_in("input_use", USE, [used(n) for n in range(4)])))
    read = prepared(AT_FARM, records(sheet)[2].filled, now())
    assert isinstance(read, Prepared)
    answers = Roll(GROWER, AT_FARM.name).enlisted(read.answers)
    other = msgspec.json.decode(event_made(read, answers)) | {"zhuisu:dose": 7}  # type: ignore[arg-type]
    assert isinstance(capture_event(BytesIO(msgspec.json.encode(other)), actor=AT_FARM), Stored)
    sheet = worked(sheet)
    assert (sheet.state, sheet.errors, sheet.findings[0]["row"]) == (State.CHECKED, 1, 4)
    assert (Entry.objects.count(), events()) == (0, 1)


@pytest.mark.kill
def test_a_check_that_is_killed_goes_on_where_it_was() -> None:
    rows = [used(n, place=["3号地", "没有这块地"][n % 2]) for n in range(130)]
    whole, sheet = worked(handed_in("input_use", USE, rows)), handed_in("input_use", USE, rows)
    killed_after("working", "digests_of", 3, sheet.pk)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.done, sheet.records) == (State.CHECKING, 100, 130)
    assert worked(sheet).findings == whole.findings
    assert (sheet.errors, sheet.warnings) == (whole.errors, whole.warnings)


@pytest.mark.kill
def test_a_load_that_is_killed_leaves_nothing_and_is_done_by_the_next_process() -> None:
    sheet = asked_to_load(worked(handed_in("input_use", USE, [used(n) for n in range(30)])))
    killed_after("loading", "_write", 1, sheet.pk)
    sheet.refresh_from_db()
    assert (sheet.state, Entry.objects.count(), events(), people_of(GROWER)) == (State.LOADING, 0, 0, ())
    worked(sheet)
    assert (sheet.state, Entry.objects.count(), events()) == (State.LOADED, 30, 30)


@pytest.mark.kill
def test_an_undoing_that_is_killed_goes_on_where_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = worked(asked_to_load(worked(handed_in("input_use", USE, [used(n) for n in range(3)]))))
    assert isinstance(ask_undo(actor=AT_FARM, sheet=sheet.pk, reason="记错"), Sheet)
    killed_after("working", "withdraw", 2, sheet.pk)
    assert Entry.objects.exclude(withdrawn_at=None).count() == 0
    worked(sheet)
    assert (sheet.state, Entry.objects.exclude(withdrawn_at=None).count(), events()) == (State.UNDONE, 3, 6)
