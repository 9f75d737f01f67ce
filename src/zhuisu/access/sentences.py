"""The sentences of the findings about what may be seen."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "access.restricted_genuine": Text(
        zh="危险物品和特殊管理药品的流向不对公众开放。此代码在册，且没有召回、失窃或销毁的记录。",
        en="Where dangerous goods and special medicines went is not public. This code is on record, and not recalled, stolen "
        "or destroyed.",
    ),
    "access.restricted_in_doubt": Text(
        zh="危险物品和特殊管理药品的流向不对公众开放。此代码在册，但对它的记录有未了结的疑问：请先不要使用，并向主管部门或 12345 核实。",
        en="Where dangerous goods and special medicines went is not public. This code is on record, and a question about its "
        "record is open: do not use it yet, and ask the department in charge or 12345.",
    ),
    "access.restricted_unsafe": Text(
        zh="危险物品和特殊管理药品的流向不对公众开放。此代码在册，但有召回、失窃、过期或销毁的记录：请勿触碰或使用，"
        "立即报警（110）。",
        en="Where dangerous goods and special medicines went is not public. This code is on record as recalled, stolen, "
        "expired or destroyed: do not touch or use it and call the police (110).",
    ),
    "access.restricted_unknown": Text(
        zh="此代码不在册。如见到实物，请勿触碰，立即报警（110）。",
        en="This code is not on record. If you see such goods, do not touch them and call the police (110).",
    ),
}
