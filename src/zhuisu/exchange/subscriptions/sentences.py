"""The sentences of the findings about named queries and subscriptions."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "subscription.no_such_query": Text(
        zh="没有名为“{name}”的查询。GET /epcis/queries 列出现有的查询。",
        en="There is no query named “{name}”. GET /epcis/queries lists those that there are.",
    ),
    "subscription.no_such_subscription": Text(
        zh="查询“{name}”没有编号为 {key} 的订阅。",
        en="The query “{name}” has no subscription {key}.",
    ),
    "subscription.query_exists": Text(
        zh="已有名为“{name}”的查询。请另取名称，或先删除它。",
        en="There is a query named “{name}” already. Choose another name, or delete that one first.",
    ),
    "subscription.bad_json": Text(
        zh="内容不是 JSON 对象：{reason}",
        en="The body is no JSON object: {reason}",
    ),
    "subscription.no_name": Text(
        zh="缺少查询名称：{path} 应为字符串。",
        en="The name of the query is missing: {path} has to be a string.",
    ),
    "subscription.bad_name": Text(
        zh="查询名称应为 1 至 {limit} 个字符，不含“/”和控制字符，也不是“.”或“..”。",
        en="The name of a query has 1 to {limit} characters, none of them “/” or a control character, and is not “.” or “..”.",
    ),
    "subscription.no_query": Text(
        zh='缺少查询定义：{path} 应为对象，例如 {{"eventType": ["ObjectEvent"]}}。',
        en='The definition of the query is missing: {path} has to be an object, such as {{"eventType": ["ObjectEvent"]}}.',
    ),
    "subscription.unknown_member": Text(
        zh="没有名为 {name} 的成员，可用：{known}。",
        en="There is no member {name}; {known} are known.",
    ),
    "subscription.not_yours": Text(
        zh="查询“{name}”由账户 {owner} 建立，只有它和 operator 可以删除。",
        en="The query “{name}” was made by the account {owner}: only that one and the operator may delete it.",
    ),
    "subscription.too_many": Text(
        zh="一个账户最多可有 {limit} 个。请先删除不用的。",
        en="One account may have {limit}. Delete those that are not used any more.",
    ),
    "subscription.limited_query": Text(
        zh="查询“{name}”含 eventCountLimit 或 maxEventCount，不能订阅：订阅不得遗漏事件。",
        en="The query “{name}” states eventCountLimit or maxEventCount and cannot be subscribed to: a subscription leaves no event out.",
    ),
    "subscription.no_dest": Text(
        zh="缺少接收地址：{path} 应为 http 或 https 地址。",
        en="The address of the receiver is missing: {path} has to be an http or https address.",
    ),
    "subscription.bad_dest": Text(
        zh="接收地址“{dest}”无效，应为完整的 http 或 https 地址，不含用户名、密码和 #。",
        en="“{dest}” is no address for a receiver: an absolute http or https address without user, password and “#” is.",
    ),
    "subscription.forbidden_dest": Text(
        zh="{host} 指向 {address}，不允许向该网络发送。运营者可用 ZHUISU_WEBHOOK_NETWORKS 放行。",
        en="{host} leads to {address}, a network to which nothing is sent. The operator can allow it by ZHUISU_WEBHOOK_NETWORKS.",
    ),
    "subscription.bad_secret": Text(
        zh="{path} 应为 1 至 {limit} 个字符的字符串。",
        en="{path} has to be a string of 1 to {limit} characters.",
    ),
    "subscription.two_secrets": Text(
        zh="signatureToken 与 secret 含义相同，两者的值却不同。请只写一个。",
        en="signatureToken and secret mean the same, and their values differ. State one of them.",
    ),
    "subscription.both": Text(
        zh="stream 与 schedule 不能同时使用。",
        en="stream and a schedule cannot be used together.",
    ),
    "subscription.neither": Text(
        zh="请写明 stream=true（随到随发），或写明时间表。",
        en="State stream=true (events as they come) or a schedule.",
    ),
    "subscription.bad_stream": Text(
        zh="stream 的值“{value}”无效，只能为 true。",
        en="stream has the value “{value}”; it can only be true.",
    ),
    "subscription.bad_flag": Text(
        zh="{name} 的值“{value}”无效，应为 true 或 false。",
        en="{name} has the value “{value}”; it must be true or false.",
    ),
    "subscription.empty_stream": Text(
        zh="reportIfEmpty 只用于时间表；stream 只在有事件时通知。",
        en="reportIfEmpty belongs to a schedule; a stream is told only when there are events.",
    ),
    "subscription.bad_schedule": Text(
        zh='schedule 应为对象，例如 {{"hour": "1", "minute": "5"}}。',
        en='schedule has to be an object, such as {{"hour": "1", "minute": "5"}}.',
    ),
    "subscription.empty_schedule": Text(
        zh="schedule 没有任何字段。",
        en="The schedule has no field.",
    ),
    "subscription.unknown_field": Text(
        zh="时间表没有字段 {name}，可用：{known}。",
        en="A schedule has no field {name}; {known} are known.",
    ),
    "subscription.bad_field": Text(
        zh="时间表字段 {name} 的值“{value}”无效，应为 {low} 至 {high} 的数字、范围 [{low}-{high}]、步长（{low}/2）或它们的列表（用逗号分隔）。",
        en="The field {name} of the schedule has the value “{value}”; it must be a number from {low} to {high}, a range [{low}-{high}], steps ({low}/2) or a list of these with commas.",
    ),
    "subscription.never": Text(
        zh="这样的时刻永远不会出现。",
        en="The clock will never show such a time.",
    ),
    "subscription.bad_time": Text(
        zh="initialRecordTime 的值“{value}”无效，应为带时区的时间，例如 2026-11-02T08:00:00.000+08:00。",
        en="initialRecordTime has the value “{value}”; it must be a time with an offset, such as 2026-11-02T08:00:00.000+08:00.",
    ),
    "subscription.needs_upgrade": Text(
        zh="这些参数用于 WebSocket 订阅，请求应带 Connection: Upgrade 和 Upgrade: websocket；要用 HTTP 接收，请 POST 到 {path}。",
        en="These parameters are those of a WebSocket: send Connection: Upgrade and Upgrade: websocket. To be told over HTTP, POST to {path}.",
    ),
    "subscription.too_many_sockets": Text(
        zh="账户 {account} 的 WebSocket 连接已达上限 {limit}。",
        en="The account {account} has as many WebSockets as it may have: {limit}.",
    ),
}
