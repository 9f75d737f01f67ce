"""What is this string? Schemes, check digits, canonical keys."""

from zhuisu.core.codes.identify import Identity, beside_key, identify_uri, key_of_uri
from zhuisu.core.codes.keys import batch_key, class_key, is_gs1, level_of_key, parse_key, uri_of_key
from zhuisu.core.codes.model import Code, Level
from zhuisu.core.codes.recognise import recognise
from zhuisu.core.codes.registry import SCHEMES
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.codes.sentences import SENTENCES, explain_code, title_of

__all__ = [
    "SCHEMES",
    "SENTENCES",
    "Code",
    "Identity",
    "Level",
    "Reading",
    "Scheme",
    "batch_key",
    "beside_key",
    "class_key",
    "explain_code",
    "identify_uri",
    "is_gs1",
    "key_of_uri",
    "level_of_key",
    "parse_key",
    "recognise",
    "title_of",
    "uri_of_key",
]
