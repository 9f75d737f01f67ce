"""Uploading: a table is handed in to be checked; or laid out otherwise, and checked anew. Nothing is recorded yet."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.models import Sheet
from zhuisu.recording.refusing import Refusal, Why, forbidden, wrong
from zhuisu.recording.sheets.columns import columns_of
from zhuisu.recording.sheets.heads import Layout, layout_of
from zhuisu.recording.sheets.reading import layout_of_sheet, sealed, table_of_sheet
from zhuisu.recording.sheets.records import missing_columns
from zhuisu.recording.sheets.states import State
from zhuisu.recording.sheets.tables import MOST_BYTES, MOST_ROWS, Rows, pasted, table_of
from zhuisu.recording.sheets.telling import told_of_sheet
from zhuisu.registry.sheets.bounds import NoSheetError, TooLargeError, UnreadableError

KEPT: Final = timedelta(days=7)
"""How long a sheet that nobody loads is kept."""
MOST_AN_HOUR: Final = 60
"""Sheets of one party."""
_LONGEST: Final = 200


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or text that was pasted, for a stage of a variety."""

    variety: str
    stage: str
    title: str
    content: bytes = b""
    text: str = ""


def upload(*, actor: Actor, given: Given) -> Sheet | Refusal:
    """A sheet that waits to be checked. Refused where it cannot be read at all."""
    form = form_of(given.variety, given.stage, actor) if may(actor, Deed.RECORD) else None
    if form is None or actor.party is None:
        return forbidden(actor.name)
    if own(actor).filter(created_at__gt=timezone.now() - timedelta(hours=1)).count() >= MOST_AN_HOUR:
        return Refusal(Why.INVALID, (wrong("sheets.too_many", limit=MOST_AN_HOUR),))
    table = _table(given)
    if isinstance(table, Finding):
        return Refusal(Why.INVALID, (table,))
    now, layout = timezone.now(), layout_of(table, columns_of(form))
    with transaction.atomic():
        Sheet.objects.filter(changed_at__lt=now - KEPT, state=State.CHECKED.value).delete()
        sheet = Sheet.objects.create(
            party=actor.party,
            account=actor.name,
            variety=given.variety,
            stage=given.stage,
            title=given.title[:_LONGEST],
            content=sealed(table),
            rows=len(table),
            created_at=now,
            changed_at=now,
            **_begun(form, layout),
        )
        Audit.objects.create(actor=actor.name, verb="sheet handed in", facts={"sheet": str(sheet.pk)})
    return sheet


def lay_out(*, actor: Actor, sheet: UUID, columns: Sequence[str]) -> Sheet | Refusal:
    """The same table with other meanings of its columns, checked anew."""
    with transaction.atomic():
        row: Sheet | None = own(actor).select_for_update().filter(pk=sheet, state=State.CHECKED.value).first()
        form = None if row is None else form_of(row.variety, row.stage, actor)
        if row is None or form is None:
            return Refusal(Why.CONFLICT, (wrong("sheets.not_checked"),))
        known = {each.id: each for each in columns_of(form)}
        chosen = tuple(id if id in known else "" for id in columns)
        twice = next((id for id in chosen if id and chosen.count(id) > 1), None)
        if twice is not None:
            return Refusal(Why.INVALID, (wrong("sheets.twice", zh=known[twice].name.zh, en=known[twice].name.en),))
        for name, value in _begun(form, Layout(_head_of(row), chosen)).items():
            setattr(row, name, value)
        row.changed_at = timezone.now()
        row.save()
        Audit.objects.create(actor=actor.name, verb="sheet laid out", facts={"sheet": str(row.pk)})
    return row


def _head_of(row: Sheet) -> int:
    """The row of heads; where none was recognised, the first row is one if no digit is in it."""
    head, table = layout_of_sheet(row).head, table_of_sheet(row)
    is_words = head < 0 and bool(table) and not any(letter.isdigit() for cell in table[0] for letter in cell)
    return 0 if is_words else head


def own(actor: Actor) -> Any:
    """The sheets of the actor's party, the newest first."""
    return Sheet.objects.filter(party=actor.party or "—").order_by("-created_at")


def _begun(form: Form, layout: Layout) -> dict[str, Any]:
    """A sheet at its beginning; one of which no column is known is not checked row by row."""
    problems = tuple(_of_layout(form, layout))
    is_known = any(layout.columns)
    return {
        "layout": msgspec.to_builtins(layout),
        "state": (State.CHECKING if is_known else State.CHECKED).value,
        "findings": [msgspec.to_builtins(told_of_sheet(each)) for each in problems],
        "errors": len(problems),
        "warnings": 0,
        "records": 0,
        "done": 0,
    }


def _of_layout(form: Form, layout: Layout) -> Any:
    if not any(layout.columns):
        yield wrong("sheets.no_heads")
        return
    for each in missing_columns(form, layout):
        yield wrong("sheets.no_column", zh=each.name.zh, en=each.name.en)


def _table(given: Given) -> Rows | Finding:
    """The rows; or why there are none."""
    try:
        table = table_of(given.content) if given.content else pasted(given.text)
    except TooLargeError:
        return wrong("sheets.too_large", rows=MOST_ROWS, megabytes=MOST_BYTES >> 20)
    except NoSheetError:
        return wrong("sheets.no_sheet")
    except UnreadableError:
        return wrong("sheets.unreadable")
    return table if table else wrong("sheets.nothing")
