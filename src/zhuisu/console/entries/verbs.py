"""Verbs: what was done to an entry, in words."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

VERBS: Final[Mapping[str, Text]] = {
    "register": Text("登记", "registered"),
    "change": Text("变更", "changed"),
    "file": Text("备案", "filed"),
    "return": Text("退回", "returned"),
    "approve": Text("核准", "approved"),
    "suspend": Text("暂停", "suspended"),
    "resume": Text("恢复", "resumed"),
    "close": Text("注销", "closed"),
    "merge": Text("并入另一条", "took another in"),
    "merged": Text("被合并", "merged"),
    "reveal": Text("查看证件号码", "identity number shown"),
    "erase": Text("删除个人信息", "erased"),
}
