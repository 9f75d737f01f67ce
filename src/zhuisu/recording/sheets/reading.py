"""Reading: a sheet opened again: its form, its table, its records, for whoever handed it in."""

from uuid import UUID

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.access.models import Account
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.models import Sheet
from zhuisu.recording.sheets.columns import Column, columns_of
from zhuisu.recording.sheets.heads import Layout
from zhuisu.recording.sheets.records import Reading, Record, records_of
from zhuisu.recording.sheets.tables import Rows
from zhuisu.registry.vault import seal_bytes, unseal_bytes

_kept: dict[tuple[UUID, str], "Opened"] = {}
"""The sheet that is worked on, by its layout."""


class Opened(msgspec.Struct, frozen=True):
    """A sheet that is being worked on."""

    actor: Actor
    form: Form
    columns: dict[str, Column]
    used: dict[int, str]
    records: tuple[Record, ...]


def opened(sheet: Sheet) -> Opened | None:
    """The sheet's records; None where its account was closed, or its stage is no more."""
    account = Account.objects.filter(name=sheet.account, is_active=True, party=sheet.party).first()
    if account is None:
        return None
    key = (sheet.pk, str(sheet.layout))
    found = _kept.get(key) or _opened(sheet, account.actor)
    _kept.clear()  # one sheet is worked on at a time, in portions
    if found is None:
        return None
    _kept[key] = found = msgspec.structs.replace(found, actor=account.actor)
    return found


def _opened(sheet: Sheet, actor: Actor) -> Opened | None:
    form = form_of(sheet.variety, sheet.stage, actor)
    if form is None:
        return None
    layout = layout_of_sheet(sheet)
    columns = {each.id: each for each in columns_of(form)}
    used = {at: id for at, id in enumerate(layout.columns) if id}
    records = records_of(Reading(form, table_of_sheet(sheet), layout, sheet.created_at))
    return Opened(actor, form, columns, used, records)


def table_of_sheet(sheet: Sheet) -> Rows:
    """Its rows; none once it was loaded."""
    return msgspec.json.decode(unseal_bytes(bytes(sheet.content)), type=Rows) if sheet.content else ()


def layout_of_sheet(sheet: Sheet) -> Layout:
    return msgspec.convert(sheet.layout, Layout)


def sealed(table: Rows) -> bytes:
    """Rows as they are kept."""
    return seal_bytes(msgspec.json.encode(table))
