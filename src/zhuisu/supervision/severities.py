"""Severities: how grave a finding is, in words for readers."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Severity, Text

SEVERITIES: Final[Mapping[str, Text]] = {
    Severity.ERROR.value: Text("严重", "error"),
    Severity.WARNING.value: Text("注意", "warning"),
    Severity.NOTE.value: Text("提示", "note"),
}
