"""Recall: from one bad batch to everyone who holds it, told, counted, answered for, and closed."""
