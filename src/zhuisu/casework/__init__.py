"""Casework: findings and reports of the public become cases, which are inspected, decided and closed; letters."""
