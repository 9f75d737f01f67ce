"""Sentences: what each refusal of a search says, in Chinese and English."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "query.too_complex_to_count": Text(
        zh="查看了 {examined} 条事件仍无法确定结果是否超过 maxEventCount。请缩小范围，或改用 perPage 分页。",
        en="After {examined} events it is still open whether the results exceed maxEventCount. Narrow the query, or page "
        "through the results with perPage.",
    ),
    "query.too_slow": Text(
        zh="查询在 {seconds} 秒内没有完成。请用时间、物品或地点缩小范围。",
        en="The query was not answered within {seconds} seconds. Narrow it by time, by things or by place.",
    ),
    "query.too_many_described": Text(
        zh="主数据中符合条件的对象超过 {limit} 个。请缩小 WD_、HASATTR_ 或 EQATTR_ 的范围。",
        en="More than {limit} things of the master data are meant. Narrow the WD_, HASATTR_ or EQATTR_ parameter.",
    ),
}
