"""The desk's first screen, and the picture of the city."""
