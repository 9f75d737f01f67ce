"""Exchange: how other systems talk to the platform: EPCIS REST, and the platform's own API."""
