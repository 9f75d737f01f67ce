"""Anything: a part of an address that holds any text at all; Django's own `path` ends at a line break."""

from django.urls.converters import StringConverter


class Anything(StringConverter):
    """`<anything:name>`, from here to the end."""

    regex = r"[\s\S]+"
