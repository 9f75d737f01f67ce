"""The Django app of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "zhuisu.ledger"
    label = "ledger"
    verbose_name = "Ledger"
