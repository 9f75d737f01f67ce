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
    "capture.not_yours": Text(
        zh="本账户代表 {party}，而事件来源和去向中的所有方或占有方是 {parties}。请由其中一方采集。",
        en="This account acts for {party}, and the owning or possessing parties in the event's sources and destinations are "
        "{parties}: let one of them capture it.",
    ),
    "capture.not_your_place": Text(
        zh="本账户代表 {party}，而事件称产品在 {place} 产出，该地点在册由 {holder} 经营。请由经营者采集、登记代办关系，"
        "或在来源、去向中写明该经营者。",
        en="This account acts for {party}, and the event makes goods at {place}, which {holder} runs by the registry: let "
        "them capture it, register that you may act for them, or name them in its sources or destinations.",
    ),
    "capture.not_yours_to_correct": Text(
        zh="本账户代表 {party}，只能对该主体自己采集的事件作错误声明；{event_id} 不是。",
        en="This account acts for {party} and may declare in error only what that party captured; {event_id} is not that.",
    ),
    "capture.not_one_event": Text(
        zh="此处每次接收一个事件，收到 {count} 个。多个事件请发送到 /epcis/capture。",
        en="One event at a time is taken here, and these are {count}. Send several to /epcis/capture.",
    ),
    "capture.failed": Text(
        zh="服务器未能完成采集，什么也没有保存，已记录，编号 {incident}。请重新发送。",
        en="The server could not finish this capture; nothing was stored. This was noted as {incident}. Send it again.",
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
