"""Values: how a value is written inside a key, so that a key splits in one way only."""

import re
from urllib.parse import quote, unquote_to_bytes

_HIDDEN = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_RESERVED = re.compile(f"[/?#%{_HIDDEN}]")
_CONTROL = re.compile(f"[{_HIDDEN}]")
_LONE_BYTES = range(0xDC80, 0xDD00)


def key_value(decoded: str) -> str:
    """A value for a key: `/ ? # %` and control characters stay encoded, in upper-case hexadecimal."""
    return decoded if decoded.isalnum() else _RESERVED.sub(_hexadecimal, decoded)


def decoded(encoded: str) -> str:
    """Percent-decoded. Bytes that are no UTF-8 become lone surrogates, which `key_value` writes as bytes again."""
    if "%" not in encoded:
        return encoded
    return unquote_to_bytes(encoded.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogateescape")


def storable(text: str) -> str:
    """A text kept as given, but for what no database takes: control characters and lone surrogates, in hexadecimal."""
    return text if text.isprintable() else _CONTROL.sub(_hexadecimal, text)


def uri_value(value: str) -> str:
    """A key's value as it is written in a URI; what is encoded in the key stays so."""
    return quote(value, safe="%!*'()-._~:@$&+,;=", errors="surrogatepass")


def _hexadecimal(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code in _LONE_BYTES:
        return f"%{code - 0xDC00:02X}"
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "surrogatepass"))
