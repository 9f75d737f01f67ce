"""Headers: those of requests, and those of answers, by name."""

from collections.abc import Mapping
from typing import Final

from zhuisu.exchange.openapi.describing import JsonSchema, Parameter, header

VERSION: Final[JsonSchema] = {"type": "string", "pattern": r"^\d{1,4}(\.\d{1,4}){0,2}$"}
EPC_FORMATS: Final = ("No_Preference", "Always_GS1_Digital_Link", "Always_EPC_URN", "Never_Translates")
WORD_FORMATS: Final = ("No_Preference", "Always_Web_URI", "Always_URN", "Never_Translates")
BEHAVIOURS: Final = ("rollback", "proceed")

EPCIS_MIN: Final = header("GS1-EPCIS-Min", "The lowest EPCIS version that the client understands.", VERSION)
EPCIS_MAX: Final = header("GS1-EPCIS-Max", "The highest EPCIS version that the client understands.", VERSION)
EPCIS_VERSION: Final = header("GS1-EPCIS-Version", "The EPCIS version that is sent, or wanted.", VERSION)
CBV_MIN: Final = header("GS1-CBV-Min", "The lowest CBV version that the client understands.", VERSION)
CBV_MAX: Final = header("GS1-CBV-Max", "The highest CBV version that the client understands.", VERSION)
CBV_VERSION: Final = header("GS1-CBV-Version", "The CBV version that is sent, or wanted.", VERSION)
EXTENSIONS: Final = header(
    "GS1-Extensions",
    "Prefixes of the extension fields named in a query: `ex=https://ex.example/ns/`, several separated by commas.",
    {"type": "string"},
)
EPC_FORMAT: Final = header(
    "GS1-EPC-Format", "The notation of EPCs in the answer. Default: Digital Links.", {"enum": list(EPC_FORMATS)}
)
WORD_FORMAT: Final = header(
    "GS1-CBV-XML-Format", "The notation of CBV words in an XML answer.", {"enum": list(WORD_FORMATS)}
)
BEHAVIOUR: Final = header(
    "GS1-Capture-Error-Behaviour",
    "`rollback` (the default): the document lands whole or not at all. `proceed`: its valid events land.",
    {"enum": list(BEHAVIOURS)},
)
ENCODING: Final = header(
    "Content-Encoding", "The body's compression.", {"enum": ["", "identity", "gzip", "x-gzip", "zstd"]}
)  # fmt: skip

VERSIONS: Final[tuple[Parameter, ...]] = (EPCIS_MIN, EPCIS_MAX, EPCIS_VERSION, CBV_MIN, CBV_MAX, CBV_VERSION)
ANSWERED: Final[tuple[Parameter, ...]] = (*VERSIONS, EPC_FORMAT, WORD_FORMAT)
"""What a request for events may ask of its answer."""

GIVEN: Final[Mapping[str, tuple[str, JsonSchema]]] = {
    "Allow": ("The methods that are possible here.", {"type": "string"}),
    "Location": ("Where what was made is, as an absolute path.", {"type": "string", "pattern": "^/"}),
    "Link": ('`<…>; rel="next"`: the page after this one; absent on the last page.', {"type": "string"}),
    "GS1-EPCIS-Version": ("The EPCIS version of the answer.", VERSION),
    "GS1-EPCIS-Min": ("The lowest EPCIS version that is served.", VERSION),
    "GS1-EPCIS-Max": ("The highest EPCIS version that is served.", VERSION),
    "GS1-CBV-Version": ("The CBV version of the answer.", VERSION),
    "GS1-CBV-Min": ("The lowest CBV version that is served.", VERSION),
    "GS1-CBV-Max": ("The highest CBV version that is served.", VERSION),
    "GS1-EPC-Format": ("The notation of EPCs in the answer.", {"enum": list(EPC_FORMATS)}),
    "GS1-CBV-XML-Format": ("The notation of CBV words in the answer.", {"enum": list(WORD_FORMATS)}),
    "GS1-Extensions": ("The prefixes of extension fields in the answer.", {"type": "string"}),
    "GS1-Query-Min-Record-Time": (
        "From which record time on events are still to be told.",
        {"type": "string", "format": "date-time"},
    ),
    "GS1-Vendor-Version": ("The software that answers, and its version.", {"type": "string"}),
    "GS1-EPCIS-Capture-Limit": ("The most events of one document.", {"type": "integer", "minimum": 1}),
    "GS1-EPCIS-Capture-File-Size-Limit": ("The most bytes of one document.", {"type": "integer", "minimum": 1}),
    "GS1-Capture-Error-Behaviour": ("What becomes of a document with errors.", {"enum": list(BEHAVIOURS)}),
    "Zhuisu-Recalls": ("The numbers of the alerts that the body warns of.", {"type": "string"}),
    "Content-Disposition": ("The name of a file.", {"type": "string"}),
    "Accept-Post": ("The media types that are read.", {"type": "string"}),
    "Accept-Encoding": ("The compressions that are read.", {"type": "string"}),
    "WWW-Authenticate": ("How to authenticate (RFC 6750).", {"type": "string"}),
    "Retry-After": ("Seconds after which to come again.", {"type": "integer", "minimum": 0}),
    "Content-Language": ("The language of the sentences.", {"enum": ["zh-Hans", "en"]}),
}
"""The headers of answers: what they say, and their schema."""
