"""Sentences: what each finding of EPCIS reading says, in Chinese and English."""

from collections.abc import Mapping

from zhuisu.core.epcis.xml.sentences import SENTENCES as XML
from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    # The text
    "epcis_empty": Text("内容为空，应为一个 JSON 对象。", "Nothing was received; a JSON object is needed."),
    "epcis_bom": Text(
        "内容以字节顺序标记开头；JSON 应为不带标记的 UTF-8（RFC 8259 §8.1）。",
        "The text begins with a byte order mark; JSON is UTF-8 without one (RFC 8259 §8.1).",
    ),
    "epcis_utf8": Text(
        "第 {byte} 字节处不是有效的 UTF-8；请以 UTF-8 编码发送。",
        "The bytes are not UTF-8 from byte {byte} on; send the text in UTF-8.",
    ),
    "epcis_json": Text("不是有效的 JSON：{problem}。", "This is not valid JSON: {problem}."),
    "epcis_depth": Text(
        "对象和数组嵌套超过 {limit} 层。", "Objects and arrays are nested more than {limit} levels deep."
    ),
    "epcis_duplicate": Text(
        "字段“{name}”出现多次；每个字段只能出现一次。",
        "The field “{name}” occurs more than once; each may occur once.",
    ),
    "epcis_number_range": Text(
        "数字 {value} 超出双精度浮点数的范围。", "The number {value} does not fit a double-precision number."
    ),
    "epcis_nul": Text(
        "文字中含有字符 U+0000，无法存储；请删除它。",
        "The text holds the character U+0000, which cannot be stored; leave it out.",
    ),
    # Kinds and fields
    "epcis_not_an_object": Text("这里应为 JSON 对象。", "A JSON object is needed here."),
    "epcis_kind": Text("这里应为 {expected}，而不是 {found}。", "This has to be of JSON type {expected}, not {found}."),
    "epcis_missing": Text("缺少必填字段“{name}”。", "The required field “{name}” is missing."),
    "epcis_no_namespace": Text(
        "“{name}”不是 EPCIS 2.0 在此处的字段；扩展字段须写成“前缀:名称”，前缀在 @context 中声明，或写成完整的 URI。",
        "“{name}” is no field of EPCIS 2.0 here; a field of your own is written prefix:name with the prefix declared "
        "in @context, or as a whole URI.",
    ),
    "epcis_prefix_undeclared": Text(
        "字段“{name}”的前缀“{prefix}”没有在 @context 中声明。",
        "The prefix “{prefix}” of the field “{name}” is not declared in @context.",
    ),
    "epcis_closed_part": Text(
        "这里不允许字段“{name}”：EPCIS 2.0 不允许在此处扩展。",
        "The field “{name}” is not allowed: EPCIS 2.0 has no extensions here.",
    ),
    "epcis_choice": Text("“{value}”不可用；可用的是：{expected}。", "“{value}” is not one of: {expected}."),
    "epcis_too_few": Text("至少需要 {least} 个。", "At least {least} is needed."),
    "epcis_repeated": Text(
        "“{value}”已在第 {first} 项出现（从 0 起）；列表中不得重复。",
        "“{value}” is already item {first} (from 0); the list holds each once.",
    ),
    # Values
    "epcis_not_a_uri": Text(
        "“{value}”不是 URI；应为 urn:epc:…、GS1 Digital Link 或其他带协议名且不含空格的 URI。",
        "“{value}” is no URI; give a urn:epc:…, a GS1 Digital Link or another URI with a scheme and without blanks.",
    ),
    "epcis_word": Text(
        "“{value}”不在 CBV 2.0 的 {expected} 词表中；请用词表中的词，或用您自己的 URI。",
        "“{value}” is not in the list {expected} of CBV 2.0; use a word of the list, or a URI of your own.",
    ),
    "epcis_time": Text(
        "“{value}”不是带时区的日期时间；应如 2026-11-25T08:30:00.000+08:00。",
        "“{value}” is no date and time with its offset, such as 2026-11-25T08:30:00.000+08:00.",
    ),
    "epcis_time_range": Text(
        "“{value}”换算为 UTC 后超出 0001 至 9999 年。", "“{value}” is outside the years 0001 to 9999 in UTC."
    ),
    "epcis_event_time_range": Text(
        "事件时间“{value}”无法存储；应在 1970 至 9999 年之间（UTC）。",
        "The event time “{value}” cannot be stored; it has to be in the years 1970 to 9999 (UTC).",
    ),
    "epcis_offset": Text(
        "“{value}”不是时区偏移；应如 +08:00，在 -14:00 与 +14:00 之间。",
        "“{value}” is no time zone offset such as +08:00, between -14:00 and +14:00.",
    ),
    "epcis_unit": Text(
        "“{value}”不是计量单位代码；应为 UN/ECE 第 20 号建议书的两三位大写代码，如 KGM。",
        "“{value}” is no unit of measure; give the code of UN/ECE Recommendation 20, such as KGM.",
    ),
    "epcis_hex": Text(
        "“{value}”不是十六进制值；只能含 0–9、A–F、a–f。",
        "“{value}” is not hexadecimal; only 0–9, A–F and a–f are allowed.",
    ),
    # Fields together
    "epcis_event_type": Text(
        "“{value}”不是 EPCIS 2.0 的事件类型；应为：{expected}。",
        "“{value}” is no event type of EPCIS 2.0; these are: {expected}.",
    ),
    "epcis_object_nothing": Text(
        "ObjectEvent 须含 epcList、非空的 quantityList，或带 readPoint 的 sensorElementList。",
        "An ObjectEvent needs an epcList, a quantityList with an element, or a sensorElementList with a readPoint.",
    ),
    "epcis_ilmd_without_add": Text(
        "ObjectEvent 只有在 action 为 ADD 时才能含 ilmd。", "An ObjectEvent may hold ilmd only with the action ADD."
    ),
    "epcis_no_children": Text(
        "须有非空的 childEPCs 或 childQuantityList，除非 action 为 DELETE。",
        "childEPCs or childQuantityList with an element is needed, unless the action is DELETE.",
    ),
    "epcis_no_parent": Text(
        "须有 parentID，除非 action 为 OBSERVE。", "parentID is needed, unless the action is OBSERVE."
    ),
    "epcis_transaction_nothing": Text(
        "TransactionEvent 须含 epcList 或非空的 quantityList，除非 action 为 DELETE。",
        "A TransactionEvent needs an epcList, or a quantityList with an element, unless the action is DELETE.",
    ),
    "epcis_no_transaction": Text(
        "TransactionEvent 须含非空的 bizTransactionList。",
        "A TransactionEvent needs a bizTransactionList with an element.",
    ),
    "epcis_transforms_nothing": Text(
        "TransformationEvent 须同时有投入和产出；有 transformationID 时至少须有其一。",
        "A TransformationEvent needs inputs and outputs; with a transformationID, at least one of them.",
    ),
    "epcis_persistent_nothing": Text(
        "persistentDisposition 须含 set 或 unset。", "A persistentDisposition needs set or unset."
    ),
    # The document
    "epcis_document_type": Text(
        "“{value}”不是可采集的类型；应为：{expected}。",
        "“{value}” is nothing that can be captured; expected is one of: {expected}.",
    ),
    "epcis_schema_version": Text(
        "schemaVersion“{value}”不受支持；JSON 文档应为 2.0。",
        "The schemaVersion “{value}” is not supported; a JSON document has 2.0.",
    ),
    "epcis_context_kind": Text(
        "@context 应为 URI、对象，或由它们组成的数组。", "A @context is a URI, an object, or an array of these."
    ),
    "epcis_context_definition": Text(
        "@context 中“{name}”的定义无效；应为命名空间的 URI，或 JSON-LD 的术语定义。",
        "The definition of “{name}” in @context is not valid; it is the URI of a namespace, or a JSON-LD term "
        "definition.",
    ),
    "epcis_context_after_events": Text(
        "@context 写在事件之后，而数据流不能重读；请把 @context 放在 epcisBody 之前。",
        "The @context comes after the events of a stream that cannot be read twice; write it before epcisBody.",
    ),
    "epcis_event_size": Text(
        "事件大小 {size} 字节，超过上限 {limit} 字节。", "The event has {size} bytes; at most {limit} are read."
    ),
    "epcis_value_size": Text("内容超过上限 {limit} 字节。", "This is larger than the {limit} bytes that are read."),
    "epcis_unexplained": Text(
        "事件无法读取，原因不明；请报告此问题。", "The event cannot be read, and no rule says why; please report this."
    ),
    **XML,
}
