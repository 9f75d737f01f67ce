"""Rating: an enterprise's own scores, what it is to be exposed for, and its certificates."""
