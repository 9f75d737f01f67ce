"""Figures: counts that follow the journal, so that a picture of the city costs nothing to ask for."""
