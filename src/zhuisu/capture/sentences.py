"""The sentences of capture's findings."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "capture.conflict": Text(
        zh="标识为 {event_id} 的事件已有不同内容的记录。更正请发送错误声明，新的事实请用新的 eventID。",
        en="Another event with the eventID {event_id} is already recorded, with different content. "
        "To correct it send an error declaration; for a new fact use a new eventID.",
    ),
    "capture.conflict_in_document": Text(
        zh="同一文档中 {event_id} 出现两次且内容不同，请保留正确的一条。",
        en="{event_id} stands twice in this document, with different content: keep the right one.",
    ),
    "capture.identifier_too_long": Text(
        zh="标识过长：{size} 字节，最多 {limit} 字节（{start}…）。",
        en="The identifier is too long: {size} bytes, at most {limit} ({start}…).",
    ),
    "capture.personal_data": Text(
        zh="事件中含有身份证号。账本永不删除，不能写入个人信息：请改用不透明的人员标识(urn:zhuisu:person:…)。",
        en="The event holds an identity number. The ledger never forgets, so personal data must not enter it: "
        "use an opaque urn:zhuisu:person:… instead.",
    ),
    "capture.too_many_events": Text(
        zh="文档中的事件超过 {limit} 个，请分成几个文档发送。",
        en="The document holds more than {limit} events: send it in several documents.",
    ),
    "capture.more_errors": Text(
        zh="另有 {count} 个问题未列出。",
        en="{count} more problems are not listed.",
    ),
}
