"""The platform's own API: everything that EPCIS has no address for."""
