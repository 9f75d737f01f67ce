"""Recall: alerts of every kind, their holders and things, what holders answer, and scopes."""
