"""Console: the screens of departments, enterprises and operators, behind a password and a second factor."""
