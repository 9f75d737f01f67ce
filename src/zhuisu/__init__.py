"""Zhuisu 追溯: from a scanned code to its true story."""

__version__ = "0.1.0"
