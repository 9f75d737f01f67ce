"""Words: what the workbench calls things, for whoever reads."""

from collections.abc import Mapping
from typing import Final

from zhuisu.console.both import language, told
from zhuisu.core.findings import Language, Text
from zhuisu.core.lineage.standing import State
from zhuisu.registry.regions import full_names, region
from zhuisu.tracing.scope_answer import Aspect
from zhuisu.tracing.scope_view import Names

STATES: Final[Mapping[str, Text]] = {
    State.IN_STOCK.word: Text("在库", "in stock"),
    State.IN_TRANSIT.word: Text("在途", "in transit"),
    State.SOLD.word: Text("已售出", "sold"),
    State.USED.word: Text("已使用", "used"),
    State.DESTROYED.word: Text("已销毁", "destroyed"),
    State.UNKNOWN.word: Text("去向不明", "unknown"),
}
"""In the order in which they are drawn."""

ASPECTS: Final[Mapping[Aspect, Text]] = {
    Aspect.STATE: Text("状态", "State"),
    Aspect.HOLDER: Text("持有者", "Holder"),
    Aspect.REGION: Text("地区", "Region"),
    Aspect.PRODUCT: Text("产品", "Product"),
    Aspect.PLACE: Text("地点", "Place"),
}

EDGES: Final[Mapping[str, Text]] = {
    "": Text("所查对象", "asked about"),
    "became": Text("加工成为", "made into"),
    "contained": Text("装入或取出", "packed or unpacked"),
    "associated": Text("配装", "fitted"),
    "instance_of": Text("同批单品", "item of the batch"),
}

STANDINGS: Final[Mapping[str, Text]] = {
    "waiting": Text("等待开始", "waiting"),
    "growing": Text("正在追查", "following"),
    "ended": Text("已完成", "done"),
    "stopped": Text("已停止", "stopped"),
    "failed": Text("没有完成", "failed"),
}

DIRECTIONS: Final[Mapping[str, Text]] = {
    "forward": Text("流向", "where it went"),
    "backward": Text("来源", "where it came from"),
}

NOBODY: Final = Text("未登记", "not on record")
CLOSED: Final = Text("不公开的货品", "closed goods")


def word(words: Mapping[str, Text], name: str) -> str:
    """The word, or the name itself where there is none."""
    return told(words[name]) if name in words else name


def title_of(aspect: Aspect, key: str, names: Names) -> str:
    """What a holder, place, region, product or state is called."""
    if aspect is Aspect.STATE:
        return word(STATES, key)
    if not key:
        return told(NOBODY)
    if aspect is Aspect.REGION:
        return region_in_short(key)
    return named(key, names)


def named(key: str, names: Names) -> str:
    """What a key is called, in the language of the reader if there is a name in it; else the key."""
    name = names.of(key)
    first, second = (name.en, name.zh) if language() is Language.EN else (name.zh, name.en)
    return first or second or key


def region_in_full(code: str) -> str:
    """A region with all that it is in, or the code."""
    return told(full_names(code)) or code


def region_in_short(code: str) -> str:
    """A region by its own name, or the code."""
    found = region(code)
    return told(found.named) if found is not None else code


def short(key: str) -> str:
    """The last part of a key: the lot, serial or number."""
    return key.rpartition("/")[2].rpartition(":")[2] or key
