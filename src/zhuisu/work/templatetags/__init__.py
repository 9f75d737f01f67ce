"""Tags of the enterprise's screens."""
