"""Figures: what of the picture of the city other programs read."""
