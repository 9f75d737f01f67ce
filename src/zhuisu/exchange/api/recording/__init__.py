"""Recording: forms, records, stock and deliveries, for an enterprise's own programs."""
