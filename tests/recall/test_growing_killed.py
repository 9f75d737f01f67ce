"""An inquiry whose process was killed is begun again by another, which drops what the first one found."""

import subprocess
import sys

import pytest
from django.db import connection

from tests.recall.cellar import GRAPE_LOT, vintage
from tests.supervision.cast import OPERATOR
from zhuisu.recall import growing
from zhuisu.recall.asking import Asked
from zhuisu.recall.growing import grow_next
from zhuisu.recall.inquiries import HeldInquiry, ask, forget, of

pytestmark = pytest.mark.usefixtures("recalls")

HANGS_AT_ITS_FIRST_PAGE = """
import signal
from zhuisu.server.boot import set_up_django
set_up_django()
from zhuisu.recall import growing
def hang(beat, progress):
    print("growing", flush=True)
    signal.pause()
growing._Beat.__call__ = hang
growing.grow_next()
"""


def scopes() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM scope")
        return int(cursor.fetchone()[0])


def test_an_inquiry_whose_process_was_killed_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    vintage()
    inquiry = ask(Asked(codes=(GRAPE_LOT,)), actor=OPERATOR)
    assert isinstance(inquiry, HeldInquiry)
    with subprocess.Popen([sys.executable, "-c", HANGS_AT_ITS_FIRST_PAGE], stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "growing\n"
            assert grow_next() == 0
        finally:
            other.kill()
    monkeypatch.setattr(growing, "LOST", growing.LOST * 0)
    assert (scopes(), grow_next()) == (1, 1)
    told = of(inquiry.id, OPERATOR)
    assert isinstance(told, HeldInquiry)
    assert (told.state, told.outcome, told.things, scopes()) == ("ended", "whole", 7, 1)
    forget(inquiry.id, actor=OPERATOR)
