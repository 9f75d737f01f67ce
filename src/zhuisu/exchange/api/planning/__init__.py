"""The plan of the city, over the API."""
