"""The OpenAPI document: what every address takes and answers, in literal tables."""
