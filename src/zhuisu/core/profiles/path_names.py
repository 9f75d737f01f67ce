"""Path names: what a path is called in words."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.core.profiles.model import Library


def name_of(path: str, library: Library) -> Text:
    """A field by its name in the vocabulary, another path by the table here, else as it is written."""
    field = library.fields.get(path)
    return field.name if field is not None else PATH_NAMES.get(path, Text(path, path))


PATH_NAMES: Final[Mapping[str, Text]] = {
    "actor": Text("操作主体", "acting party"),
    "source.owning_party": Text("交出方", "giving party"),
    "destination.owning_party": Text("接收方", "receiving party"),
    "source.possessing_party": Text("交出占有方", "giving possessor"),
    "destination.possessing_party": Text("接收占有方", "receiving possessor"),
    "transaction.cert": Text("证明编号", "certificate"),
    "transaction.po": Text("采购单号", "purchase order"),
    "transaction.inv": Text("销售凭证号", "invoice"),
    "transaction.desadv": Text("发货单号", "despatch advice"),
    "transaction.recadv": Text("收货单号", "receiving advice"),
    "transaction.testres": Text("检测报告编号", "test report"),
    "transaction.prodorder": Text("作业单号", "work order"),
    "transaction.bol": Text("运单号", "bill of lading"),
    "readPoint": Text("地点", "place"),
    "bizLocation": Text("所在地点", "location"),
    "certificationInfo": Text("证明", "certification"),
    "quantity": Text("数量", "quantity"),
    "quantity.in": Text("投入数量", "quantity used"),
    "quantity.out": Text("产出数量", "quantity made"),
    "things": Text("代码", "codes"),
    "inputs": Text("投入物", "inputs"),
    "outputs": Text("产出物", "outputs"),
    "children": Text("内装物", "contents"),
    "parent": Text("容器或设备", "container or equipment"),
    "products": Text("产品", "products"),
    "sensor.Temperature": Text("温度", "temperature"),
    "sensor.Pressure": Text("压力", "pressure"),
    "sensor.Dimensionless": Text("检测值", "test value"),
    "sensor.MassConcentration": Text("浓度", "concentration"),
    "sensor.RelativeHumidity": Text("湿度", "humidity"),
}
