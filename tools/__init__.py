"""Tools: what makes, checks and proves this checkout. `make` runs them; nothing here is installed with zhuisu."""
