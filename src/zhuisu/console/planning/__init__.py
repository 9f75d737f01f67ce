"""Planning: the plan as a board, one measure, and the joint meeting."""
