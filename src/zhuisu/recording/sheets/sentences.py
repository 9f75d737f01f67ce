"""The sentences of the findings about cells."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "sheets.bad_amount": Text(
        zh="“{found}”不是数量，应为数字，如 12.5。",
        en="“{found}” is no amount: write a number such as 12.5.",
    ),
    "sheets.unknown_unit": Text(
        zh="不认识单位“{found}”，可用：千克、克、吨、升、毫升、件等。",
        en="The unit “{found}” is not known; use kg, g, t, l, ml, pieces.",
    ),
    "sheets.bad_time": Text(
        zh="“{found}”不是时间，应如 2026-02-01 08:30。",
        en="“{found}” is no time: write it as 2026-02-01 08:30.",
    ),
    "sheets.differs": Text(
        zh="同一单号 {record} 的第 {first} 行写的是“{other}”，这里是“{found}”，应一致。",
        en="Row {first} of record {record} says “{other}”, this row “{found}”: they must be the same.",
    ),
    "sheets.no_heads": Text(
        zh="没有认出表头。请在上面逐列选择含义，或用模板。",
        en="The heads were not recognised: choose the meaning of each column above, or use the template.",
    ),
    "sheets.no_rows": Text(zh="表头下面没有数据。", en="There is nothing below the heads."),
    "sheets.no_column": Text(
        zh="没有“{zh}”这一列，这一列必填。",
        en="There is no column “{en}”, which is needed.",
    ),
    "sheets.twice": Text(
        zh="“{zh}”被选给了两列，只能选一列。",
        en="“{en}” was chosen for two columns; choose one.",
    ),
    "sheets.too_large": Text(
        zh="行数太多或文件太大：最多 {rows} 行（空行也算）、{megabytes} MB。请删去空行，或分成几份。",
        en="Too many rows, or too large: {rows} rows (empty ones count) and {megabytes} MB at most. Delete empty rows, or"
        " divide it.",
    ),
    "sheets.unreadable": Text(
        zh="读不了这个文件。请另存为 .xlsx，或 .csv（UTF-8、GBK 都可以）。",
        en="This file cannot be read. Save it as .xlsx, or as .csv (UTF-8 or GBK).",
    ),
    "sheets.no_sheet": Text(
        zh="这个文件不是表格（可能是 PDF、图片或旧的 .xls）。请用 .xlsx 或 .csv 文件，或把表格内容粘贴到下面。",
        en="This file is no spreadsheet (a PDF, a picture or an old .xls perhaps). Use an .xlsx or .csv file, or paste rows"
        " below.",
    ),
    "sheets.too_many": Text(
        zh="本单位一小时内已上传 {limit} 份表格，请过一会儿再传。",
        en="{limit} sheets were handed in here within an hour; wait a while.",
    ),
    "sheets.nothing": Text(zh="请选一个文件，或粘贴表格内容。", en="Choose a file, or paste rows."),
    "sheets.not_checked": Text(
        zh="这张表还没有检查完，或有错误，不能装载。",
        en="This sheet is not checked yet, or has errors: it is not loaded.",
    ),
    "sheets.not_loaded": Text(
        zh="这张表没有装载，无需撤回。", en="This sheet was not loaded: there is nothing to undo."
    ),
    "sheets.no_reason": Text(zh="请写明撤回的原因。", en="Say why it is undone."),
}
