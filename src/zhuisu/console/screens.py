"""Screens: what the console shows, registered with its site by whoever serves them; other processes do without."""

from django.contrib.admin import site

from zhuisu.console import models
from zhuisu.console.entries import admin as entries
from zhuisu.console.running.admin import AccountAdmin
from zhuisu.console.running.audit import AuditAdmin
from zhuisu.console.supervising.admin import EditionAdmin
from zhuisu.console.supervising.findings import FindingAdmin
from zhuisu.console.supervising.following import ReassessmentAdmin

__all__ = ["site"]

entries.put_up()
site.register(models.Finding, FindingAdmin)
site.register(models.Edition, EditionAdmin)
site.register(models.Reassessment, ReassessmentAdmin)
site.register(models.Account, AccountAdmin)
site.register(models.Audit, AuditAdmin)
