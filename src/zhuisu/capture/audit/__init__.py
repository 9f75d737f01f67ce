"""Audit: reads the whole ledger against its tree, and says what was changed, removed or added."""

from zhuisu.capture.audit.audit import Depth, Progress, audit
from zhuisu.capture.audit.report import AuditReport

__all__ = ["AuditReport", "Depth", "Progress", "audit"]
