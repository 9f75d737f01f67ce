"""Recording: the form of a stage, made from its profile, becomes an event; what is on hand, handed over, corrected."""
