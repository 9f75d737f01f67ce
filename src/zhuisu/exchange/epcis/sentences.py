"""The sentences of the findings about how EPCIS answers are asked for."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "http.notation_of_later": Text(
        zh="EPCIS 1.2 只认 URN，不能按请求头 {header}: {value} 回答。请去掉此请求头，或改要 2.0。",
        en="EPCIS 1.2 knows URNs alone: {header}: {value} cannot be had. Leave the header away, or ask for 2.0.",
    ),
    "http.soap": Text(
        zh=(
            "不提供 EPCIS 1.2 的 SOAP 查询接口。请用 REST：GET /epcis/events?… 查询事件，POST /epcis/queries 建立命名查询，"
            "POST /epcis/queries/{{name}}/subscriptions 订阅。要 1.2 的 XML，请加 Accept: application/xml 与 "
            "GS1-EPCIS-Version: 1.2。1.2 的文件可直接 POST 到 /epcis/capture。"
        ),
        en=(
            "The SOAP query interface of EPCIS 1.2 is not served. Use REST: GET /epcis/events?… to query, POST "
            "/epcis/queries for a named query, POST /epcis/queries/{{name}}/subscriptions to subscribe. Accept: "
            "application/xml with GS1-EPCIS-Version: 1.2 gives XML of 1.2. Documents of 1.2 go to POST /epcis/capture."
        ),
    ),
}
