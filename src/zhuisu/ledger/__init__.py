"""The append-only ledger: events, what they touch, captures and the journal, in PostgreSQL."""
