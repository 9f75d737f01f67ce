"""Planning: the city's plan as a live board, and the joint meeting's agenda and decisions."""
