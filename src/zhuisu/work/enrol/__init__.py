"""Enrol: /enrol, where whoever is not registered yet applies, on a phone, step by step."""
