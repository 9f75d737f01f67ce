"""Negotiation: which syntax, version and notations an answer has, by the client's headers (EPCIS 2.0 §12.2–12.5)."""

import operator
import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final, TypeVar

import msgspec
from django.http import HttpRequest

from zhuisu.core.epcis.notation import CbvNotation, EpcNotation
from zhuisu.core.epcis.notation_event import Notations
from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.accept import JSON, XML, accepted
from zhuisu.exchange.http.problem import Kind, ProblemError

EPC_FORMAT: Final = "GS1-EPC-Format"
CBV_FORMAT: Final = "GS1-CBV-XML-Format"
NO_PREFERENCE: Final = "No_Preference"

VARY: Final = ", ".join(
    [
        "Accept",
        "Accept-Language",
        "Authorization",
        EPC_FORMAT,
        CBV_FORMAT,
        *(f"GS1-{standard}-{bound}" for standard in ("EPCIS", "CBV") for bound in ("Version", "Min", "Max")),
    ]
)
"""The request headers that an answer depends on."""


class Syntax(Enum):
    """How a document is written."""

    JSON = "json"
    XML = "xml"


class Version(Enum):
    """A version of EPCIS, and of the CBV that belongs to it."""

    V2_0 = "2.0.0"
    V1_2 = "1.2.0"

    @property
    def number(self) -> tuple[int, ...]:
        return tuple(map(int, self.value.split(".")))


SERVED: Final = (Version.V2_0, Version.V1_2)
"""Newest first. JSON is of 2.0 alone."""

OFFERED: Final[Mapping[Version, tuple[str, ...]]] = {Version.V2_0: (*JSON, *XML), Version.V1_2: XML}


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """How events are answered: `epcs` and `words` are the notations of identifiers and of words of the CBV."""

    syntax: Syntax = Syntax.JSON
    version: Version = Version.V2_0
    epcs: EpcNotation = EpcNotation.LINK
    words: CbvNotation = CbvNotation.SHORT
    media_type: str = JSON[0]

    @property
    def notations(self) -> Notations:
        return Notations(self.epcs, self.words)

    @property
    def headers(self) -> dict[str, str]:
        """What the answer says of itself."""
        said = {
            "GS1-EPCIS-Version": self.version.value,
            "GS1-CBV-Version": self.version.value,
            EPC_FORMAT: self.epcs.value,
        }
        return said | ({CBV_FORMAT: self.words.value} if self.syntax is Syntax.XML else {})


DEFAULT_FORM: Final = Form()


def form_of(request: HttpRequest) -> Form:
    """The form that this request asks for. Raises ProblemError 406 where it is not served."""
    version, media_type = _version_and_type(request)
    epcs = _choice(request, EPC_FORMAT, tuple(EpcNotation))
    words = _choice(request, CBV_FORMAT, (CbvNotation.WEB_URI, CbvNotation.URN, CbvNotation.AS_RECEIVED))
    if media_type in JSON:
        untouched = words is CbvNotation.AS_RECEIVED or epcs is EpcNotation.AS_RECEIVED
        return Form(
            epcs=epcs or EpcNotation.LINK,
            words=CbvNotation.AS_RECEIVED if untouched else CbvNotation.SHORT,
            media_type=media_type,
        )
    if version is Version.V1_2:
        _check_urns(epcs, words)
    return Form(
        syntax=Syntax.XML,
        version=version,
        epcs=epcs or (EpcNotation.LINK if version is Version.V2_0 else EpcNotation.URN),
        words=words or (CbvNotation.WEB_URI if version is Version.V2_0 else CbvNotation.URN),
        media_type=media_type,
    )


def identifier_notation(request: HttpRequest) -> EpcNotation:
    """How identifiers are written in an answer that is no document of events. Raises ProblemError 406."""
    return _choice(request, EPC_FORMAT, tuple(EpcNotation)) or EpcNotation.LINK


def check_form(request: HttpRequest) -> None:
    """What is checked before events are read."""
    form_of(request)


def versions_of(request: HttpRequest, served: tuple[Version, ...] = SERVED) -> tuple[Version, ...]:
    """Those of the served versions that the client takes, newest first. Raises ProblemError 406 where it takes none."""
    found = served
    for standard in ("EPCIS", "CBV"):
        for bound, fits in _BOUNDS.items():
            header = f"GS1-{standard}-{bound}"
            value = request.headers.get(header)
            if value is None:
                continue
            wanted = _number(value)
            found = tuple(version for version in found if wanted and fits(version.number, wanted))
            if not found:
                facts = {"header": header, "value": value[:100], "served": ", ".join(v.value for v in served)}
                raise _not_acceptable("http.version_not_served", **facts)
    return found


def accepted_of(request: HttpRequest, offered: tuple[str, ...]) -> str:
    """The offered media type that the client prefers. Raises ProblemError 406 where it takes none."""
    header = request.headers.get("Accept", "")
    media_type = accepted(header, offered)
    if media_type is None:
        raise _not_acceptable("http.not_acceptable", accept=header[:200], offered=", ".join(offered))
    return media_type


_BOUNDS: Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    "Min": operator.ge,
    "Max": operator.le,
    "Version": lambda version, wanted: version[:2] == wanted[:2],
}


def _number(value: str) -> tuple[int, ...] | None:
    numbers = re.fullmatch(r"(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?", value.strip(), re.ASCII)
    return tuple(int(n or 0) for n in numbers.groups()) if numbers else None


def _version_and_type(request: HttpRequest) -> tuple[Version, str]:
    """The newest version that the client takes in a media type that it takes."""
    versions = versions_of(request)
    header = request.headers.get("Accept", "")
    for version in versions:
        media_type = accepted(header, OFFERED[version])
        if media_type is not None:
            return version, media_type
    return versions[0], accepted_of(request, OFFERED[versions[0]])


C = TypeVar("C", bound=Enum)


def _choice(request: HttpRequest, header: str, allowed: tuple[C, ...]) -> C | None:
    """The notation that a header asks for; None: no preference."""
    value = request.headers.get(header, NO_PREFERENCE).strip()
    if value == NO_PREFERENCE:
        return None
    found = next((each for each in allowed if each.value == value), None)
    if found is None:
        names = ", ".join([NO_PREFERENCE, *(each.value for each in allowed)])
        raise _not_acceptable("http.bad_header", header=header, value=value[:100], allowed=names)
    return found


def _check_urns(epcs: EpcNotation | None, words: CbvNotation | None) -> None:
    """EPCIS 1.2 knows URNs alone."""
    wrong = ((EPC_FORMAT, epcs, EpcNotation.LINK), (CBV_FORMAT, words, CbvNotation.WEB_URI))
    for header, asked, unknown in wrong:
        if asked is unknown:
            raise _not_acceptable("http.notation_of_later", header=header, value=unknown.value)


def _not_acceptable(code: str, **facts: str) -> ProblemError:
    return ProblemError(Kind.NOT_ACCEPTABLE, Finding(code, Severity.ERROR, "", facts))
