"""Supervision: findings, completeness, and the profiles by which both are judged."""
