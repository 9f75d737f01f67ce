"""Benchmarks: each prints figures and a ratio against a floor that is measured in the same run."""
