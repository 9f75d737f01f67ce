"""Values: how a GS1 value is written inside a key, so that a key splits in one way only."""

import re
from urllib.parse import quote, unquote

_RESERVED = re.compile(r"[/?#%\x00-\x1f\x7f]")


def key_value(decoded: str) -> str:
    """A value for a key: `/ ? # %` and control characters stay encoded, in upper-case hexadecimal."""
    return _RESERVED.sub(lambda found: f"%{ord(found[0]):02X}", decoded)


def key_value_of_encoded(encoded: str) -> str:
    """The same from percent-encoded text, as it stands in a URI."""
    return key_value(unquote(encoded, errors="replace") if "%" in encoded else encoded)


def uri_value(value: str) -> str:
    """A key's value as it is written in a URI; what is encoded in the key stays so."""
    return quote(value, safe="%!*'()-._~:@$&+,;=")
