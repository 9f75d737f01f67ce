"""Cases: the list, one case, its inspection on a phone, its letters, and what changed between shifts."""
