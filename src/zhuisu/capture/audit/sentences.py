"""Sentences: what the findings of an audit say."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "audit.event_changed": Text(
        zh="第 {number} 条事件 {event_id}（{id}）被改动：内容、上下文、入库时间或采集主体已不是入库时的样子。",
        en="Event {number}, {event_id} ({id}), was changed: its body, context, eventID, record time or captor is not what "
        "was recorded.",
    ),
    "audit.event_lost": Text(
        zh="第 {number} 条事件（{id}，{event_id}）被删除，或被移到别处。",
        en="Event {number} ({id}, {event_id}) was removed, or moved elsewhere.",
    ),
    "audit.event_added": Text(
        zh="事件 {event_id}（{id}）不在日志中：未经采集而写入。",
        en="The event {event_id} ({id}) is not in the journal: it was written past capture.",
    ),
    "audit.index_changed": Text(
        zh="事件 {event_id}（{id}，第 {number} 条）旁边的字段与事件本身不符：{fields}。",
        en="What is kept beside the event {event_id} ({id}, number {number}) is not what the event says: {fields}.",
    ),
    "audit.unreadable": Text(
        zh="事件 {event_id}（{id}，第 {number} 条）与入库时一致，但本版本已读不出它，无法核对旁边的字段。",
        en="The event {event_id} ({id}, number {number}) is as it was recorded, but this version cannot read it, so what is "
        "kept beside it was not checked.",
    ),
    "audit.orphan": Text(
        zh="表 {table} 中有不存在的事件 {id} 的记录。",
        en="The table {table} names an event {id} that is not there.",
    ),
    "audit.context_changed": Text(
        zh="JSON-LD 上下文 {context} 被改动：与其摘要不符。",
        en="The JSON-LD context {context} was changed: it is not what its digest says.",
    ),
    "audit.declaration_changed": Text(
        zh="错误声明 {id} 与事件 {event_id} 的对应关系被改动。",
        en="What says that {id} declares {event_id} wrong was changed.",
    ),
    "audit.journal_gap": Text(
        zh="日志序号不连续：批次 {run} 应从 {expected} 开始，实为 {found}。",
        en="The journal has a gap: run {run} should begin at {expected} and begins at {found}.",
    ),
    "audit.journal_changed": Text(
        zh="日志批次 {run}（从第 {number} 条起）残缺或有重复。",
        en="Run {run} of the journal (from number {number}) is not whole, or names an event twice.",
    ),
    "audit.entry_changed": Text(
        zh="第 {number} 条（事件 {event_id}，{id}）：日志树中的哈希与日志记录不一致。",
        en="Entry {number} (event {event_id}, {id}): the tree holds another hash than the journal.",
    ),
    "audit.tile_changed": Text(
        zh="哈希块 {level}/{index} 被改动或缺失。",
        en="The tile {level}/{index} was changed or is missing.",
    ),
    "audit.edge_changed": Text(
        zh="日志树的右缘（{size} 条）与日志记录不一致。",
        en="The right edge of the tree (of {size}) is not what the journal says.",
    ),
    "audit.tree_too_large": Text(
        zh="日志树有 {size} 条，日志记录只有 {events} 条：记录被删除。",
        en="The tree has {size} entries and the journal {events}: entries were removed.",
    ),
    "audit.wrong_root": Text(
        zh="{size} 条时签署的检查点与现有记录不符：第 {first} 至 {last} 条之间的记录被改动过。",
        en="The checkpoint that was signed at {size} entries is not that of what is stored: something among the entries "
        "{first} to {last} was changed.",
    ),
    "audit.false_checkpoint": Text(
        zh="{size} 条时的检查点不是由本日志的密钥签署的（{reason}）。",
        en="The checkpoint at {size} entries is not one that the log's keys signed ({reason}).",
    ),
    "audit.foreign_key": Text(
        zh="您给出的公钥 {vkey} 不在本日志的公钥之列：日志可能被另起炉灶。",
        en="The public key that you gave, {vkey}, is none of the log's: it may have been begun anew.",
    ),
    "audit.shrunk": Text(
        zh="您给出的检查点有 {size} 条，现有日志只有 {tree_size} 条：记录被删除，或日志被另起炉灶。",
        en="The checkpoint that you gave has {size} entries, and the log has {tree_size}: entries were removed, or the log was "
        "begun anew.",
    ),
    "audit.rewritten": Text(
        zh="您给出的检查点（{size} 条）与现有日志不符：前 {size} 条中有记录被改动，日志被重写过。",
        en="The log contradicts the checkpoint that you gave: something among its first {size} entries was changed, and "
        "the log was written anew.",
    ),
    "audit.other_log": Text(
        zh="您给出的检查点属于日志 {origin}，不是本日志 {ours}。",
        en="The checkpoint that you gave is of the log {origin}, and this one is {ours}.",
    ),
    "audit.document_lost": Text(
        zh="采集 {capture} 的原始文件缺失（应含 {events} 个事件）。",
        en="The original document of the capture {capture} is missing ({events} events came from it).",
    ),
    "audit.document_unreadable": Text(
        zh="采集 {capture} 的原始文件已损坏或被改动：{reason}。",
        en="The original document of the capture {capture} is damaged or was changed: {reason}.",
    ),
    "audit.document_differs": Text(
        zh="采集 {capture} 的原始文件中，事件 {event_id}（{id}）与所存的不同。",
        en="In the original document of the capture {capture} the event {event_id} ({id}) is not what is stored.",
    ),
    "audit.document_lacks": Text(
        zh="采集 {capture} 的原始文件中缺少由它入库的 {count} 个事件。",
        en="The original document of the capture {capture} lacks {count} of the events that came from it.",
    ),
}
