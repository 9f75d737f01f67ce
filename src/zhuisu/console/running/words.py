"""Words: the kinds and scopes of accounts, as they are called on screens."""

from collections.abc import Mapping
from typing import Final

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.core.findings import Text

KINDS: Final[Mapping[ActorKind, Text]] = {
    ActorKind.PLATFORM: Text("平台", "platform"),
    ActorKind.OFFICE: Text("协调办公室", "coordinating office"),
    ActorKind.DEPARTMENT: Text("主管部门", "department"),
    ActorKind.ENTERPRISE: Text("企业", "enterprise"),
    ActorKind.ASSOCIATION: Text("行业协会", "association"),
    ActorKind.AUDITOR: Text("审计", "auditor"),
    ActorKind.PEER: Text("对接平台", "peer platform"),
    ActorKind.PUBLIC: Text("公众", "public"),
}
SCOPES: Final[Mapping[Scope, Text]] = {
    Scope.READ: Text("查看", "read"),
    Scope.CAPTURE: Text("采集", "capture"),
    Scope.REGISTRY: Text("登记簿", "registry"),
    Scope.SUPERVISE: Text("监管", "supervise"),
}
