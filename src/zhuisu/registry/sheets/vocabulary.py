"""Vocabulary: the words of fields that have only some, as people write them in a cell, in Chinese and in English."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.packaged import library
from zhuisu.registry.departments import departments
from zhuisu.registry.kinds import Kind

Words = Mapping[str, Text]

CATEGORIES: Final[Words] = {
    "produce": Text("食用农产品", "farm produce"),
    "food": Text("食品", "food"),
    "drugs": Text("药品", "medicines"),
    "inputs": Text("农业生产资料", "farm inputs"),
    "equipment": Text("特种设备", "special equipment"),
    "hazmat": Text("危险品", "dangerous goods"),
}
PARTIES: Final[Words] = {
    "enterprise": Text("企业", "enterprise"),
    "cooperative": Text("农民专业合作社", "cooperative"),
    "collective": Text("农村集体经济组织", "rural collective"),
    "household": Text("农户", "household"),
    "individual": Text("个体工商户", "individual business"),
    "stall": Text("摊位", "stall"),
    "hospital": Text("医疗机构", "hospital"),
    "institution": Text("事业单位", "institution"),
    "department": Text("主管部门", "department"),
    "association": Text("行业协会", "association"),
    "peer_platform": Text("对接平台", "peer platform"),
    "overseas": Text("境外企业", "overseas enterprise"),
}
PLACES: Final[Words] = {
    "plot": Text("地块", "plot"),
    "farm": Text("养殖场", "farm"),
    "water": Text("水域滩涂", "water"),
    "slaughterhouse": Text("屠宰场", "slaughterhouse"),
    "plant": Text("工厂", "plant"),
    "warehouse": Text("仓库", "warehouse"),
    "cold_store": Text("冷库", "cold store"),
    "market": Text("市场", "market"),
    "stall": Text("摊位", "stall"),
    "shop": Text("门店", "shop"),
    "canteen": Text("食堂或餐馆", "canteen or restaurant"),
    "hospital": Text("医疗机构", "hospital"),
    "laboratory": Text("实验室", "laboratory"),
    "station": Text("站点", "station"),
    "port": Text("港口", "port"),
    "site": Text("其他场所", "site"),
}
ASSETS: Final[Words] = {
    "vehicle": Text("车辆", "vehicle"),
    "vessel": Text("船舶", "vessel"),
    "container": Text("容器", "container"),
    "lift": Text("电梯", "lift"),
    "cylinder": Text("气瓶", "cylinder"),
    "refrigerator": Text("冷藏设备", "refrigerator"),
    "sensor": Text("传感器", "sensor"),
    "scale": Text("电子秤", "scale"),
    "camera": Text("摄像机", "camera"),
    "device": Text("其他设备", "device"),
}
RELATIONS: Final[Words] = {
    "member": Text("协会代会员", "association for its member"),
    "agent": Text("受托代办", "agent"),
    "branch": Text("总部代分支", "head office for its branch"),
}
IDENTITIES: Final[Words] = {
    "resident": Text("居民身份证", "resident identity card"),
    "passport": Text("护照", "passport"),
    "officer": Text("军官证", "officer's card"),
    "other": Text("其他证件", "other"),
}

_KINDS: Final[Mapping[str, Words]] = {"party": PARTIES, "place": PLACES, "asset": ASSETS, "relation": RELATIONS}


def words_of(kind: Kind, field: str) -> Words:
    """What a field of this kind may say, by the word that entries hold; nothing where it says anything."""
    if field == "kind":
        return _licences() if kind.name == "licence" else _KINDS.get(kind.name, {})
    found = {"category": CATEGORIES, "categories": CATEGORIES, "identity_kind": IDENTITIES}
    if field in ("issuer", "role"):
        return _issuers() if field == "issuer" else _roles()
    return found.get(field, {})


def word_in(words: Words, text: str) -> str:
    """The word that a cell means; the cell itself where it means none of them."""
    wanted = text.casefold()
    for word, name in words.items():
        if wanted in (word, name.zh, name.en.casefold()):
            return word
    return text


def word_out(words: Words, word: str, language: Language) -> str:
    """A word as a reader of this language writes it."""
    return words[word].into(language) if word in words else word


@cache
def _licences() -> Words:
    return {name: Text(kind.zh, kind.en) for name, kind in library().licences.items()}


@cache
def _roles() -> Words:
    return {name: Text(role.zh, role.en) for name, role in library().roles.items()}


@cache
def _issuers() -> Words:
    return {role: department.name for role, department in departments().items() if role != "drug_regulation"}
