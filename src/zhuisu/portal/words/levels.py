"""What a level of identity is called, and what the kinds of edges mean."""

from zhuisu.core.findings import Text

LEVELS: dict[str, Text] = {
    "party": Text("主体", "Party"),
    "place": Text("地点", "Place"),
    "class": Text("产品", "Product"),
    "batch": Text("批次", "Batch"),
    "item": Text("单品", "Item"),
    "asset": Text("设备、载具", "Asset"),
    "logistic": Text("物流单元", "Logistic unit"),
    "transaction": Text("单据", "Papers"),
}

EDGES: dict[str, Text] = {
    "became": Text("变成（原料 → 产物）", "became (from → into)"),
    "contained": Text("装在里面", "was packed inside"),
    "associated": Text("安装在上面", "was fitted to"),
    "instance_of": Text("属于这个批次", "belongs to the batch"),
}

EVENT_TYPES: dict[str, Text] = {
    "ObjectEvent": Text("物品事件", "object event"),
    "AggregationEvent": Text("装箱事件", "aggregation event"),
    "TransactionEvent": Text("交易事件", "transaction event"),
    "TransformationEvent": Text("加工事件", "transformation event"),
    "AssociationEvent": Text("安装事件", "association event"),
}
