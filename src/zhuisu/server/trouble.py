"""Trouble: what an operator has to put right, as a sentence."""


class TroubleError(Exception):
    """Its text is a whole sentence: what is wrong and what would help. The command line prints it and exits with 1."""
