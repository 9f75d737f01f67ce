"""Promising: a certificate of promised conformity, and the stage that it is, are on record together or not at all."""
