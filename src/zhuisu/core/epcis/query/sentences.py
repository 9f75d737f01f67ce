"""Sentences: what each finding about a query says, in Chinese and English."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "query.unknown_parameter": Text(
        zh="没有名为 {name} 的查询参数。",
        en="There is no query parameter {name}.",
    ),
    "query.prefix_undeclared": Text(
        zh="查询参数 {name} 的前缀“{prefix}”没有声明。请在请求头中写明 GS1-Extensions: {prefix}=https://…，或写出完整的命名空间。",
        en="The prefix “{prefix}” of the query parameter {name} is not declared. Send GS1-Extensions: {prefix}=https://…, "
        "or write out the namespace.",
    ),
    "query.repeated": Text(
        zh="查询参数 {name} 出现了 {count} 次，只能出现一次；多个值请用 | 分隔。",
        en="The query parameter {name} stands {count} times and may stand once; separate values with |.",
    ),
    "query.empty": Text(
        zh="查询参数 {name} 没有值。",
        en="The query parameter {name} has no value.",
    ),
    "query.one_value": Text(
        zh="查询参数 {name} 有 {count} 个值，只能有一个。",
        en="The query parameter {name} has {count} values and takes one.",
    ),
    "query.missing": Text(
        zh="缺少查询参数 {name}。",
        en="The query parameter {name} is missing.",
    ),
    "query.bad_value": Text(
        zh="查询参数 {name} 的值“{value}”无效，应为 {expected}。",
        en="The query parameter {name} has the value “{value}”; it must be {expected}.",
    ),
    "query.exclusive": Text(
        zh="查询参数 {name} 与 {other} 不能同时使用。",
        en="The query parameters {name} and {other} cannot be used together.",
    ),
    "query.order_too_complex": Text(
        zh="不能按扩展字段 {value} 排序；可用 eventTime 或 recordTime。",
        en="Results cannot be ordered by the extension field {value}; eventTime and recordTime are possible.",
    ),
}
