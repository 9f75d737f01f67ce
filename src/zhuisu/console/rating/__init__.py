"""Rating: the scores of parties and systems, exposures, certificates, and what was given for tracing well."""
