"""Lineage over the ledger: dossier and recall scope."""
