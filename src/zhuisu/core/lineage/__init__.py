"""Following things forward and backward through events."""
