"""OAuth 2.0: access tokens for the clients of accounts."""
