"""Sentences: what each finding that only XML can have says, in Chinese and English."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "epcis_xml_malformed": Text(
        "第 {line} 行第 {column} 列：不是格式良好的 XML（{problem}）。",
        "Line {line}, column {column}: this is no well-formed XML ({problem}).",
    ),
    "epcis_xml_doctype": Text(
        "第 {line} 行：文档类型声明“{name}”带有 DTD；为安全起见不读取 DTD 和实体，请删除该声明。",
        "Line {line}: the document type “{name}” has a DTD; for safety, DTDs and entities are not read. Leave the declaration out.",
    ),
    "epcis_xml_token": Text(
        "第 {line} 行：一个标签或注释超过上限 {limit} 字节。",
        "Line {line}: a tag or a comment has more than the {limit} bytes that are read.",
    ),
    "epcis_xml_names": Text(
        "到第 {line} 行为止，元素和属性的不同名称已超过 {limit} 个；名称应取自固定的词汇，可变的内容请写入值中。",
        "Up to line {line}, there are more than {limit} different names of elements and attributes; take names from a fixed vocabulary, and put what varies into values.",
    ),
    "epcis_xml_encoding": Text(
        "不支持编码“{value}”；请以 UTF-8 发送，或用 UTF-16、GB18030 等常用编码并如实声明。",
        "The encoding “{value}” is not supported; send UTF-8, or declare one of the usual encodings such as UTF-16 or GB18030.",
    ),
    "epcis_xml_bytes": Text(
        "第 {byte} 字节处不符合所声明的编码 {encoding}。",
        "The bytes are not in the declared encoding {encoding} from byte {byte} on.",
    ),
    "epcis_xml_root": Text(
        "根元素“{value}”不是 EPCIS 文档；应为以下之一：{expected}。",
        "The outermost element “{value}” is no EPCIS document; expected is one of: {expected}.",
    ),
    "epcis_xml_soap": Text(
        "这是 SOAP 消息；本平台不提供 EPCIS 1.2 的 SOAP 查询接口。查询请用 GET /epcis/events，采集请把其中的 EPCISDocument 发送到 POST /epcis/capture。",
        "This is a SOAP message; the SOAP query interface of EPCIS 1.2 is not served. Query with GET /epcis/events, and send an EPCISDocument without its envelope to POST /epcis/capture.",
    ),
    "epcis_xml_query_message": Text(
        "查询文档中没有事件或主数据；本平台不处理查询消息，查询请用 GET /epcis/events。",
        "The query document holds neither events nor master data; messages to the query interface are not served. Query with GET /epcis/events.",
    ),
    "epcis_xml_element": Text(
        "这里没有元素“{name}”的位置；EPCIS 在此处的元素是：{expected}。",
        "There is no place for the element “{name}”; the elements of EPCIS here are: {expected}.",
    ),
}
