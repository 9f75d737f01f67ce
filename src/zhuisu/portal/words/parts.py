"""What a part of a code's structure is called."""

from zhuisu.core.findings import Text

PARTS: dict[str, Text] = {
    "gtin": Text("商品条码", "GTIN"),
    "lot": Text("批号", "Batch"),
    "serial": Text("序列号", "Serial"),
    "region": Text("行政区划", "Region"),
    "date": Text("日期", "Date"),
    "year": Text("年份", "Year"),
    "month": Text("月份", "Month"),
    "check": Text("校验位", "Check digit"),
}
