"""Registry: who takes part, where, with what, and under which licence."""
