"""Rating: what other programs read of the scores of parties and systems."""
