"""The registry over HTTP: its entries, decisions about them, their history, and reference data."""
