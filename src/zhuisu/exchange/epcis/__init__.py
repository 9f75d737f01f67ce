"""The EPCIS 2.0 REST binding (GS1 EPCIS 2.0 §12)."""
