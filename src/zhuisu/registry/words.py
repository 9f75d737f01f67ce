"""Words: what the fields of entries are called, and what each may hold, for refusals and for the heads of columns."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

FIELDS: Final[Mapping[str, Text]] = {
    "key": Text("标识", "key"),
    "kind": Text("类型", "kind"),
    "name": Text("名称", "name"),
    "name_en": Text("英文名称", "English name"),
    "short_name": Text("简称", "short name"),
    "region": Text("行政区划", "region"),
    "address": Text("地址", "address"),
    "contact": Text("联系人", "contact"),
    "phone": Text("电话", "telephone"),
    "email": Text("电子邮箱", "e-mail"),
    "roles": Text("角色", "roles"),
    "aliases": Text("其他标识", "other keys"),
    "note": Text("备注", "note"),
    "party": Text("所属主体", "party"),
    "parent": Text("上级地点", "parent place"),
    "place": Text("所在地点", "place"),
    "latitude": Text("纬度", "latitude"),
    "longitude": Text("经度", "longitude"),
    "category": Text("类别", "category"),
    "variety": Text("品种", "variety"),
    "specification": Text("规格", "specification"),
    "unit": Text("计量单位", "unit"),
    "pictures": Text("图片", "pictures"),
    "attributes": Text("属性", "attributes"),
    "number": Text("编号", "number"),
    "holder": Text("持有者", "holder"),
    "issuer": Text("发证部门", "issuer"),
    "issued_by": Text("发证机关", "issued by"),
    "categories": Text("适用类别", "categories"),
    "varieties": Text("适用品种", "varieties"),
    "products": Text("适用产品", "products"),
    "places": Text("适用地点", "places"),
    "valid_from": Text("有效期自", "valid from"),
    "valid_to": Text("有效期至", "valid to"),
    "quantity": Text("数量", "quantity"),
    "code": Text("代码", "code"),
    "lot": Text("批号", "lot"),
    "other": Text("被代办主体", "other party"),
    "identity_kind": Text("证件类型", "kind of identity"),
    "identity": Text("证件号码", "identity number"),
    "masked": Text("证件号码（掩码）", "masked identity number"),
    "role": Text("角色", "role"),
    "list": Text("名录", "list"),
    "radius_km": Text("半径（公里）", "radius in km"),
    "source": Text("依据", "source"),
}

EXPECTED: Final[Mapping[str, Text]] = {
    "key": Text("国家或 GS1 编码，或留空由平台编号", "a national or GS1 code, or nothing: the platform makes one"),
    "name": Text("1 至 200 个字符", "1 to 200 characters"),
    "region": Text("六位行政区划代码（GB/T 2260）", "six digits of GB/T 2260"),
    "phone": Text("3 至 30 位数字", "3 to 30 digits"),
    "email": Text("电子邮箱地址", "an e-mail address"),
    "latitude": Text("-90 至 90 度", "-90 to 90 degrees"),
    "longitude": Text("-180 至 180 度", "-180 to 180 degrees"),
    "unit": Text("UN/ECE 20 号建议书的单位代码，如 KGM", "a unit code of UN/ECE Recommendation 20, such as KGM"),
    "pictures": Text("https:// 地址", "addresses https://…"),
    "attributes": Text("名称=值；名称=值", "name=value; name=value"),
    "roles": Text("角色，或 角色@类别/品种", "a role, or role@category/variety"),
    "valid_from": Text("日期，如 2026-01-31", "a day such as 2026-01-31"),
    "valid_to": Text("日期，如 2026-01-31", "a day such as 2026-01-31"),
    "quantity": Text("不小于 0 的数", "a number from 0"),
    "radius_km": Text("大于 0、不超过 20000 的公里数", "kilometres above 0, 20000 at most"),
    "list": Text("名录标识，如 banned_pesticides", "the word of a list, such as banned_pesticides"),
    "variety": Text("品种标识，如 vegetable", "the id of a variety, such as vegetable"),
    "varieties": Text("品种标识，如 vegetable", "ids of varieties, such as vegetable"),
}

_ANYTHING: Final = Text("此字段允许的文字", "text of this field's form")


def title_of(field: str) -> Text:
    """What a field is called."""
    return FIELDS.get(field, Text(field, field))


def expected_of(field: str, words: tuple[str, ...] = ()) -> Text:
    """What a field may hold: one of these words, if there are any."""
    listed = " | ".join(words)
    return Text(listed, listed) if words else EXPECTED.get(field, _ANYTHING)
