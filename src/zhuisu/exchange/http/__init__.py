"""How a request is read and answered: bodies, problems, verbs, languages, headers."""
