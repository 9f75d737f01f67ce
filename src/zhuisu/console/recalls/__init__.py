"""Recalls: the desk of whoever keeps recalls, and the notices of whoever holds what is recalled."""
