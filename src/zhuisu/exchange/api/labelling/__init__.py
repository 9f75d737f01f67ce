"""Labelling: codes that are issued, labels, certificates and tickets, for a party's own programs."""
