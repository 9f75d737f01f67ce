"""Sentences: what the findings about proofs and checkpoints say."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "proof.malformed": Text(
        zh="这不是完整的证明文件（{what} 有误）。请重新下载。",
        en="This is no whole proof file: its {what} is wrong. Download it again.",
    ),
    "proof.malformed_note": Text(
        zh="证明中的检查点格式有误（{what}）。",
        en="The checkpoint is no signed note: its {what} is wrong.",
    ),
    "proof.unsigned": Text(
        zh="检查点（{origin}）没有您所信任的公钥的签名。请核对公钥，它应来自证明文件以外的渠道。",
        en="None of the public keys that you trust signed this checkpoint of {origin}. "
        "Check the key; it has to come from elsewhere than the proof.",
    ),
    "proof.false_signature": Text(
        zh="以 {name} 的名义所作的签名是假的：检查点被改动过，或从未由其签署。",
        en="The signature in the name of {name} is false: the checkpoint was altered, or never signed by it.",
    ),
    "proof.not_included": Text(
        zh="事件 {event_id} 的记录与 {origin} 的日志第 {index} 条不符：记录、编号或证明被改动过。",
        en="The record of the event {event_id} is not entry {index} of the log {origin}: "
        "the record, its number or the proof was altered.",
    ),
    "proof.body_differs": Text(
        zh="证明文件里的事件内容不是 {event_id} 当初入库的内容：已被改动。",
        en="The event in this proof file is not what was recorded as {event_id}: it was altered.",
    ),
    "proof.context_differs": Text(
        zh="证明文件里的 JSON-LD 上下文不是 {event_id} 当初入库时的上下文：已被改动。",
        en="The JSON-LD context in this proof file is not the one that {event_id} was recorded under: it was altered.",
    ),
    "proof.other_event": Text(
        zh="所给文件不是 {event_id} 入库时的原文（须逐字节一致）。",
        en="The file given is not the event {event_id} as it was recorded, byte for byte.",
    ),
    "proof.sealed": Text(
        zh="{id} 的证明是密封的：不含可与文件比对的内容。有权查阅全文者可取得可比对的证明。",
        en="The proof of {id} is sealed: it holds nothing that a file could be compared with. "
        "Who may read the record in full gets a proof that does.",
    ),
    "proof.inconsistent": Text(
        zh="{origin} 的新检查点（{new} 条）不是由旧检查点（{old} 条）追加而成：旧记录被改动或删除过，或证明不完整。",
        en="The log {origin} of {new} entries does not go on from that of {old}: earlier entries were changed or removed, "
        "or the proof is not whole.",
    ),
}
