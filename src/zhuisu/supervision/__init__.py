"""Supervision: what is wrong and why: profiles in force, findings that follow the journal, completeness."""
