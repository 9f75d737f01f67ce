"""The exhibits: what the picture of the city is made of."""
