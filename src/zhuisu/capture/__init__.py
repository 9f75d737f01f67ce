"""Capture: intake of events — parse, validate, append."""
