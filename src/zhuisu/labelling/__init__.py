"""Labelling: codes that are issued, labels and certificates that are printed, and how often each was scanned."""
