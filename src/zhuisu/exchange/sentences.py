"""The sentences of the findings about requests and queries."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "http.body_too_large": Text(
        zh="内容为 {size} 字节，上限为 {limit} 字节。请分成几份发送。",
        en="The body has {size} bytes, and {limit} are allowed. Send it in parts.",
    ),
    "http.body_ended_early": Text(
        zh="连接在收到 {received} 字节后中断（声明为 {announced} 字节），什么也没有保存。请重新发送。",
        en="The body ended after {received} bytes ({announced} were announced); nothing was stored. Send it again.",
    ),
    "http.body_not_decoded": Text(
        zh="内容无法按 {coding} 解码（{problem}），什么也没有保存。",
        en="The body cannot be decoded as {coding} ({problem}); nothing was stored.",
    ),
    "http.body_cut_short": Text(
        zh="{coding} 内容不完整，什么也没有保存。请重新发送。",
        en="The {coding} body is not complete; nothing was stored. Send it again.",
    ),
    "http.content_coding": Text(
        zh="内容编码为“{given}”，可用：{allowed}，或不压缩。",
        en="The content encoding is “{given}”; {allowed} are possible, or none.",
    ),
    "http.other_content": Text(
        zh="内容类型声明为“{stated}”，而内容是 {found}。",
        en="The content type is “{stated}”, and the content is {found}.",
    ),
    "http.other_charset": Text(
        zh="内容类型声明的字符集是 {stated}，而文档声明的是 {found}。请只声明一种。",
        en="The content type states the charset {stated}, and the document states {found}. State one of them.",
    ),
    "http.body_too_slow": Text(
        zh="内容到达过慢，已收到 {received} 字节后放弃，什么也没有保存。",
        en="The body arrived too slowly and was given up after {received} bytes; nothing was stored.",
    ),
    "http.no_token": Text(
        zh="请在请求头中写明 Authorization: Bearer <令牌>。令牌由 `zhuisu token 名称` 或 POST /oauth/token 发放。",
        en="Send the header Authorization: Bearer <token>. `zhuisu token NAME` or POST /oauth/token issues one.",
    ),
    "http.wrong_token": Text(
        zh="此令牌未知、已过期或已被撤销。",
        en="This token is unknown, expired or revoked.",
    ),
    "http.beyond_scope": Text(
        zh="账户 {account} 没有“{scope}”权限。",
        en="The account {account} may not {scope}.",
    ),
    "http.no_such_path": Text(
        zh="没有这个地址：{path}",
        en="There is no such address: {path}",
    ),
    "http.no_such_event": Text(
        zh="没有标识为 {event_id} 的事件。",
        en="There is no event with the eventID {event_id}.",
    ),
    "http.no_such_capture": Text(
        zh="没有编号为 {capture_id} 的采集任务。",
        en="There is no capture job {capture_id}.",
    ),
    "http.unknown_code": Text(
        zh="认不出这个代码：{code}",
        en="This code is not recognised: {code}",
    ),
    "http.method_not_allowed": Text(
        zh="此地址不支持 {method}，可用：{allowed}。",
        en="{method} is not possible here; {allowed} are.",
    ),
    "http.not_acceptable": Text(
        zh="无法以 {accept} 格式回答，可用：{offered}。",
        en="The answer cannot be given as {accept}; {offered} can.",
    ),
    "http.version_not_served": Text(
        zh="请求头 {header} 为 {value}，本服务提供 {served}。",
        en="The header {header} is {value}; {served} is served.",
    ),
    "http.bad_header": Text(
        zh="请求头 {header} 的值 {value} 无效，可用：{allowed}。",
        en="The header {header} has the value {value}; {allowed} are possible.",
    ),
    "http.media_type": Text(
        zh="内容类型为“{given}”，应为 {allowed}。",
        en="The content type is “{given}”; it must be {allowed}.",
    ),
    "http.uri_too_long": Text(
        zh="地址长 {size} 字节，上限为 {limit} 字节。",
        en="The address has {size} bytes, and {limit} are allowed.",
    ),
    "http.database": Text(
        zh="数据库暂时无法使用，未作任何改动。请稍后重试。",
        en="The database cannot be used now; nothing was changed. Try again later.",
    ),
    "http.disk_full": Text(
        zh="服务器磁盘空间不足，什么也没有保存。",
        en="The server's disk is full; nothing was stored.",
    ),
    "http.failed": Text(
        zh="服务器出错，已记录，编号 {incident}。",
        en="The server failed; this was noted as {incident}.",
    ),
    "http.no_such_value": Text(
        zh="{resource} 中没有 {id}：没有可见的事件使用它。",
        en="There is no {id} among the {resource}: no event that may be seen uses it.",
    ),
    "query.too_complex": Text(
        zh="查看了 {examined} 条事件，没有找到符合条件的。请用时间（GE_eventTime、LT_eventTime）、物品（MATCH_…）或地点缩小范围。",
        en="{examined} events were looked at and none matched. Narrow the query by time (GE_eventTime, LT_eventTime), by things "
        "(MATCH_…) or by place.",
    ),
    "query.bad_page": Text(
        zh="nextPageToken 无效，或不属于这一查询。请从第一页重新开始。",
        en="The nextPageToken is not valid, or belongs to another query. Begin again at the first page.",
    ),
    "query.too_many": Text(
        zh="查询参数超过 {limit} 个。",
        en="There are more than {limit} query parameters.",
    ),
    "query.too_large": Text(
        zh="结果超过 maxEventCount={limit} 条。请缩小查询范围。",
        en="There are more than maxEventCount={limit} results. Narrow the query.",
    ),
}
