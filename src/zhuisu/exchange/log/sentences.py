"""The sentences of the findings about the public log, its witnesses and proofs."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "log.not_begun": Text(
        zh="日志尚未签署第一个检查点：请确认后台任务（zhuisu worker）正在运行。",
        en="The log has signed no checkpoint yet: its worker (zhuisu worker) has to run.",
    ),
    "log.no_such_tile": Text(
        zh="日志中没有（或尚无）{path}。",
        en="There is no {path} in the log, or not yet.",
    ),
    "witness.malformed": Text(
        zh="这不是有效的 add-checkpoint 请求：应为 “old 大小”、一致性证明、空行和已签名的检查点。",
        en="This is no add-checkpoint request: “old SIZE”, the consistency proof, an empty line and a signed checkpoint.",
    ),
    "witness.not_signed": Text(
        zh="检查点没有 {origin} 的有效签名。",
        en="None of the keys of {origin} signed this checkpoint.",
    ),
    "witness.unknown_log": Text(
        zh="本站不是日志 {origin} 的见证方。",
        en="We are no witness of the log {origin}.",
    ),
    "witness.inconsistent": Text(
        zh="一致性证明不成立：{origin} 的这个检查点不是由先前的检查点追加而成。",
        en="The consistency proof does not hold: this checkpoint of {origin} does not go on from the last one.",
    ),
    "witness.of_nobody": Text(
        zh="本站没有担任任何日志的见证方（见 ZHUISU_WITNESS_FOR）。",
        en="This server is no witness of any log (see ZHUISU_WITNESS_FOR).",
    ),
    "proof.pending": Text(
        zh="事件 {event_id} 刚刚入库，尚未写入签名的检查点，请几秒后重试。",
        en="The event {event_id} was only just recorded and is in no signed checkpoint yet: try again in a few seconds.",
    ),
    "proof.beyond": Text(
        zh="日志现有 {size} 条，不能证明到 {asked}。",
        en="The log has {size} entries, so there is no proof up to {asked}.",
    ),
}
