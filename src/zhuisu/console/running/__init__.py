"""Running: accounts, tokens, clients and the audit log on screens."""
