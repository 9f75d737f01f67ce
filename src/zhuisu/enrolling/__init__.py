"""Enrolling: how an enterprise applies, what is missing, and who decides."""
