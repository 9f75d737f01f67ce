"""Template: a workbook to be filled in: heads with notes, drop-downs, what is needed in colour, an example of each."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from zhuisu.core.findings import Language, Text
from zhuisu.core.forms.filled import LOCAL
from zhuisu.core.forms.model import InputType
from zhuisu.recording.forms import Form
from zhuisu.recording.names import Names
from zhuisu.recording.partners import own_side
from zhuisu.recording.sheets.cells import JIN
from zhuisu.recording.sheets.columns import Column, Part, columns_of
from zhuisu.recording.sheets.tables import MOST_ROWS

_NEEDED: Final = PatternFill("solid", fgColor="FFCF5C")
_OTHER: Final = PatternFill("solid", fgColor="E4EFEB")
_BOLD: Final = Font(bold=True)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_WIDTH: Final = 20
_MOST_CHOICES: Final = 500
_RISKY: Final = ("=", "+", "-", "@")
_SHEETS: Final = (Text("数据", "data"), Text("填写说明", "how to fill in"), Text("选项", "choices"))
_HELP: Final[dict[Part, Text]] = {
    Part.RECORD: Text(
        "同一张单据有几种货物时，各行填同样的单号，就合成一条记录；只有一种货物可不填。",
        "Rows with the same number are one record of several goods; leave it empty where there is but one.",
    ),
    Part.TIME: Text("如 2026-02-01 08:30；不填就是装载时的时间。", "Such as 2026-02-01 08:30; empty: now."),
    Part.PLACE: Text("您的场所名称；只有一处可不填。", "The name of your place; empty where you have but one."),
    Part.CODE: Text("扫码得到的追溯码、条码，或您登记的产品名称。", "The code as scanned, or a product's name."),
    Part.LOT: Text("批次的编号。", "The number of the batch."),
    Part.QUANTITY: Text("数字；可带单位，如 12.5公斤。", "A number, with its unit if you like: 12.5 kg."),
    Part.UNIT: Text("千克、斤、吨、升、件等；不填按产品的单位。", "kg, g, t, l, pieces; empty: that of the product."),
    Part.IDENTITY: Text("加密保存，不进入追溯记录。", "Kept encrypted; it does not enter the record."),
    Part.PHONE: Text("加密保存，不进入追溯记录。", "Kept encrypted; it does not enter the record."),
    Part.NOTE: Text("可不填。", "May be empty."),
}
_BY_TYPE: Final[dict[InputType, Text]] = {
    InputType.DATE: Text("日期，如 2026-02-01", "a date such as 2026-02-01"),
    InputType.TIME: Text("时间，如 2026-02-01 08:30", "a time such as 2026-02-01 08:30"),
    InputType.NUMBER: Text("数字", "a number"),
    InputType.BOOLEAN: Text("是 或 否", "yes or no"),
    InputType.PARTY: Text("对方名称或统一社会信用代码", "the other party's name or code"),
    InputType.PERSON: Text("姓名；几个人用分号隔开", "a name; several with semicolons"),
    InputType.DOCUMENT: Text("单据编号；几张用分号隔开", "a number; several with semicolons"),
}
_YES_NO: Final = (Text("是", "yes"), Text("否", "no"))


def template_of(form: Form, language: Language, now: datetime) -> bytes:
    """The workbook (XLSX). Its first sheet has heads alone, so that nothing of it is loaded by mistake."""
    book = Workbook()
    data: Any = book.active
    data.title = _SHEETS[0].into(language)
    how = book.create_sheet(_SHEETS[1].into(language))
    lists = book.create_sheet(_SHEETS[2].into(language))
    lists.sheet_state = "hidden"
    columns = columns_of(form)
    data.freeze_panes = "A2"
    for at, column in enumerate(columns, 1):
        _head(data, at, column, form, language)
        _choices(data, lists, at, _choices_of(column, form, language))
    _explained(how, columns, form, language, now)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _head(data: Any, at: int, column: Column, form: Form, language: Language) -> None:
    cell = data.cell(row=1, column=at, value=head_of(column, language))
    cell.font, cell.fill, cell.alignment = _BOLD, _NEEDED if column.is_required else _OTHER, _WRAPPED
    help = _help_of(column, language)
    if help:
        cell.comment = Comment(help, "Zhuisu", height=110, width=260)
    letter = get_column_letter(at)
    data.column_dimensions[letter].width = _WIDTH
    if column.part in (Part.CODE, Part.LOT, Part.RECORD, Part.IDENTITY, Part.PHONE):
        data.column_dimensions[letter].number_format = "@"  # so that no digit of a long code is lost
        for row in range(2, 202):
            data.cell(row=row, column=at).number_format = "@"


def head_of(column: Column, language: Language) -> str:
    """What stands above a column; a star says that it must be filled in."""
    return f"{column.name.into(language)}{'*' if column.is_required else ''}"


def _choices(data: Any, lists: Any, at: int, choices: Sequence[str]) -> None:
    """A drop-down whose list lies in the hidden sheet; other words may be typed, and are told of when it is checked."""
    if not choices:
        return
    letter = get_column_letter(at)
    for row, choice in enumerate(choices, 1):
        lists.cell(row=row, column=at, value=_safe(choice))
    reference = f"'{lists.title}'!${letter}$1:${letter}${len(choices)}"
    validation = DataValidation(type="list", formula1=reference, allow_blank=True, showErrorMessage=False)
    validation.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    data.add_data_validation(validation)


def _choices_of(column: Column, form: Form, language: Language) -> Sequence[str]:
    named = {
        Part.PLACE: [each.name for each in form.places],
        Part.CODE: [each.name for each in form.products],
        Part.UNIT: _units(form),
        Part.NAME: [each.name for each in form.people],
    }.get(column.part, [])
    if column.input is not None and column.part is Part.VALUE:
        named = [each.name for each in column.input.choices]
        if column.type is InputType.BOOLEAN:
            named = list(_YES_NO)
        elif column.type is InputType.PARTY:
            named = [*_own(column, form), *(each.name for each in form.partners)]
    return list(dict.fromkeys(each.into(language) for each in named))[:_MOST_CHOICES]


def _units(form: Form) -> list[Text]:
    """Those of the form; where things are weighed, what markets weigh in, too."""
    named = [each.name for each in form.units]
    at = next((at for at, each in enumerate(form.units, 1) if each.value == "KGM"), None)
    return named if at is None else [*named[:at], JIN, *named[at:]]


def _own(column: Column, form: Form) -> list[Text]:
    """Who fills it in, on their own side of a hand-over."""
    return [Names((form.party,)).of(form.party)] if column.path == own_side(form.asked) else []


def _help_of(column: Column, language: Language) -> str:
    told = [_HELP.get(column.part, Text("", "")), _BY_TYPE.get(column.type, Text("", ""))]
    if column.input is not None:
        told = [column.input.help, _BY_TYPE.get(column.type, Text("", ""))]
        told += [Text(f"规定：{each.name.zh}", f"rule: {each.name.en}") for each in column.input.limits]
    return "\n".join(each.into(language) for each in told if each.zh)


def _explained(how: Any, columns: Sequence[Column], form: Form, language: Language, now: datetime) -> None:
    """The second sheet: each column, whether it is needed, what it holds, and an example."""
    heads = (Text("列", "column"), Text("必填", "needed"), Text("怎么填", "how"), Text("例", "example"))
    how.append([each.into(language) for each in heads])
    for column in columns:
        needed = Text("是", "yes").into(language) if column.is_required else ""
        row = (column.name.into(language), needed, _help_of(column, language), example_of(column, form, language, now))
        how.append([_safe(each) for each in row])
    for letter, width in zip("ABCD", (26, 8, 60, 28), strict=True):
        how.column_dimensions[letter].width = width
    for row in how.iter_rows():
        for cell in row:
            cell.alignment = _WRAPPED
    for cell in how[1]:
        cell.font = _BOLD


def example_of(column: Column, form: Form, language: Language, now: datetime) -> str:
    """What might stand in a column."""
    choices = _choices_of(column, form, language)
    own = {
        Part.RECORD: "0001",
        Part.TIME: f"{now.astimezone(LOCAL):%Y-%m-%d} 08:30",
        Part.LOT: f"{now.astimezone(LOCAL):%Y%m%d}",
        Part.QUANTITY: "12.5",
        Part.CODE: "01/06901234567892",
    }
    if choices:
        return choices[0]
    paper = "XS0001" if column.type is InputType.DOCUMENT else ""
    return (column.input.example if column.input is not None else "") or paper or own.get(column.part, "")


def _safe(text: str) -> str:
    """What a spreadsheet program would take for a formula is a text."""
    return f"'{text}" if text.startswith(_RISKY) else text
