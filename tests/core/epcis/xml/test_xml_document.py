"""Documents: headers, encodings, streaming and limits; and what is refused because it is no EPCIS XML."""

import io
from datetime import UTC, datetime

import pytest

from tests.core.epcis import samples
from tests.core.epcis.xml.xml_samples import PICKED, STREAMED, document_of, opened, picked, raws_in
from zhuisu.core.epcis import DocumentKind, Limits, Refusal, RefusedError, VocabularyElement, open_document
from zhuisu.core.epcis.xml.kinds import XmlVersion

MASTER_DATA = """
<EPCISHeader>
  <sbdh:StandardBusinessDocumentHeader xmlns:sbdh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
    <sbdh:Sender><sbdh:Identifier Authority="GS1"> urn:a:sender </sbdh:Identifier></sbdh:Sender>
    <sbdh:Receiver><sbdh:Identifier>urn:a:receiver</sbdh:Identifier></sbdh:Receiver>
    <sbdh:DocumentIdentification><sbdh:InstanceIdentifier>77</sbdh:InstanceIdentifier></sbdh:DocumentIdentification>
  </sbdh:StandardBusinessDocumentHeader>
  <extension><EPCISMasterData><VocabularyList>
    <Vocabulary type="urn:epcglobal:epcis:vtype:BusinessLocation"><VocabularyElementList>
      <VocabularyElement id="urn:epc:id:sgln:690123400.001.0">
        <attribute id="urn:a:name">Orchard</attribute>
        <attribute id="urn:a:phone">1</attribute><attribute id="urn:a:phone">2</attribute>
        <attribute id="urn:a:address"><x:Address xmlns:x="urn:x:"><City>Qinzhou</City></x:Address></attribute>
        <children><id>urn:epc:id:sgln:690123400.001.1</id></children>
      </VocabularyElement>
    </VocabularyElementList></Vocabulary>
  </VocabularyList></EPCISMasterData></extension>
</EPCISHeader>
"""
OLD = """
<epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:1" creationDate="2006-06-25T00:00:00Z" schemaVersion="{}"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:epcglobal:epcis:xsd:1 EPCIS.xsd">
  <EPCISBody><EventList>{}</EventList></EPCISBody></epcis:EPCISDocument>
"""
QUERY = """
<epcisq:EPCISQueryDocument xmlns:epcisq="urn:epcglobal:epcis-query:xsd:{}" creationDate="2006-06-25T00:00:00Z"
  schemaVersion="1.1"><EPCISBody>{}</EPCISBody></epcisq:EPCISQueryDocument>
"""
RESULTS = """
<epcisq:QueryResults><queryName>q</queryName><resultsBody><EventList>{}</EventList></resultsBody></epcisq:QueryResults>
"""


def refused(raw: bytes, limits: Limits | None = None) -> list[tuple[str, str]]:
    """(code, path) of what is wrong with a document as a whole: when it is opened, or on the way."""
    document = open_document(io.BytesIO(raw), limits or Limits())
    if isinstance(document, Refusal):
        findings = document.findings
    else:
        with pytest.raises(RefusedError) as problem:
            list(document.batches())
        findings = problem.value.findings
    return [(finding.code.removeprefix("epcis_"), finding.path) for finding in findings]


def test_the_header_tells_parties_and_master_data() -> None:
    header = opened(document_of(PICKED, header=MASTER_DATA)).header
    assert (header.kind, header.schema_version) == (DocumentKind.CAPTURE, "2.0")
    assert (header.sender, header.receiver, header.instance_identifier) == ("urn:a:sender", "urn:a:receiver", "77")
    assert header.creation_date == datetime(2026, 6, 17, 22, 30, tzinfo=UTC)
    (element,) = header.master_data
    assert isinstance(element, VocabularyElement)
    assert (element.type, element.id) == (
        "urn:epcglobal:epcis:vtype:BusinessLocation",
        "urn:epc:id:sgln:690123400.001.0",
    )
    assert {attribute.id: attribute.value for attribute in element.attributes} == {
        "urn:a:name": "Orchard",
        "urn:a:phone": ["1", "2"],
        "urn:a:address": {"x:Address": {"City": "Qinzhou"}},
    }
    assert element.children == ("urn:epc:id:sgln:690123400.001.1",)


def test_the_media_type_is_that_of_what_was_received() -> None:
    assert opened(document_of(PICKED)).media_type == "application/xml"
    raw = samples.encoded(samples.document_of([]))
    assert {opened(raw).media_type, opened(raw, samples.STREAMED).media_type} == {"application/ld+json"}


@pytest.mark.parametrize(
    ("stated", "version"), [("1", "1.0"), ("1.0", "1.0"), ("1.1", "1.1"), ("1.2", XmlVersion.V1_2), ("draft", "1.2")]
)
def test_documents_of_1_x_are_read(stated: str, version: str) -> None:
    document = opened(OLD.format(stated, PICKED).encode())
    assert document.header.schema_version == version
    assert [len(batch) for batch in document.batches()] == [1]


@pytest.mark.parametrize("version", [1, 2])
def test_results_of_queries_are_read(version: int) -> None:
    document = opened(QUERY.format(version, RESULTS.format(PICKED * 2)).encode())
    assert document.header.kind is DocumentKind.QUERY
    assert [len(batch) for batch in document.batches()] == [2]


@pytest.mark.parametrize("body", ["", "<EventList/>", "<extension/>"])
def test_a_document_may_hold_no_events(body: str) -> None:
    raw = document_of("").replace(b"<EventList></EventList>", body.encode())
    assert raws_in(raw)[0] == []


def test_a_prolog_may_hold_blanks_comments_and_a_bare_document_type() -> None:
    prolog = b'\xef\xbb\xbf \n<?xml version="1.0" encoding="UTF-8"?>\n<!-- c --><?p i?><!DOCTYPE project>\n'
    assert len(raws_in(prolog + document_of(PICKED))[0]) == 1


@pytest.mark.parametrize(
    ("name", "codec"),
    [("UTF-8", "utf-8"), ("UTF-16", "utf-16"), ("GB18030", "gb18030"), ("GBK", "gbk"), ("gb2312", "gb2312")],
)
@pytest.mark.parametrize("limits", [Limits(), STREAMED])
def test_usual_encodings_are_read(name: str, codec: str, limits: Limits) -> None:
    text = f'<?xml version="1.0" encoding="{name}"?>' + document_of(picked("<qz:a>三月红</qz:a>")).decode()
    (raw,), _ = raws_in(text.encode(codec), limits)
    assert "三月红".encode() in raw


def test_utf_16_needs_no_mark() -> None:
    assert len(raws_in(document_of(PICKED).decode().encode("utf-16-be"))[0]) == 1


def test_events_come_in_batches_within_the_limits() -> None:
    raw = document_of(PICKED * 5)
    document = opened(raw, Limits(batch_events=2))
    assert [len(batch) for batch in document.batches()] == [2, 2, 1]
    (size, *_) = (len(event) for event in raws_in(raw)[0])
    assert [len(batch) for batch in opened(raw, Limits(batch_bytes=2 * size)).batches()] == [2, 2, 1]


@pytest.mark.parametrize("chunk_bytes", [1, 7, 64, 1000])
def test_pieces_of_any_size_give_the_same_events(chunk_bytes: int) -> None:
    raw = document_of(picked('<ex:a xmlns:ex="http://a.example/">三</ex:a>') * 3, header=MASTER_DATA)
    assert raws_in(raw, Limits(whole_bytes=1, chunk_bytes=chunk_bytes)) == raws_in(raw)


class Endless(io.RawIOBase):
    """A stream of a document with events, one after the other, without end, that counts what was read."""

    def __init__(self, start: bytes, again: bytes) -> None:
        self._buffer = start
        self._again = again * 10_000
        self.read_bytes = 0

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        while len(self._buffer) < size:
            self._buffer += self._again
        piece, self._buffer = self._buffer[:size], self._buffer[size:]
        self.read_bytes += len(piece)
        return piece


def endless(start: bytes, again: bytes) -> Endless:
    return Endless(document_of("").partition(b"</EventList>")[0] + start, again)


def test_events_are_given_before_the_document_has_ended() -> None:
    limits = Limits(whole_bytes=1 << 12, batch_events=10)
    document = open_document(endless(b"", PICKED.encode()), limits)  # type: ignore[arg-type]
    assert not isinstance(document, Refusal)
    batches = document.batches()
    assert [len(next(batches)) for _ in range(100)] == [10] * 100


ENDLESS = {
    "an event": (b"<ObjectEvent>", b"<x/>", "event_size"),
    "text": (b"<ObjectEvent><qz:a>", b"x", "event_size"),
    "depth": (b"<ObjectEvent>", b"<x>", "event_size"),
    "a comment": (b"<!--", b"x", "xml_token"),
    "a tag": (b"<ObjectEvent a='", b"x", "xml_token"),
    "attributes": (b"<ObjectEvent ", b"x" * 1000, "xml_token"),
    "blanks": (PICKED.encode(), b" ", "event_size"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_refused_at_a_limit(name: str) -> None:
    start, again, code = ENDLESS[name]
    stream = endless(start, again)
    limits = Limits(whole_bytes=1 << 12, event_bytes=1 << 21)
    document = open_document(stream, limits)  # type: ignore[arg-type]
    findings = document.findings if isinstance(document, Refusal) else ()
    if not findings:
        with pytest.raises(RefusedError) as problem:
            list(document.batches())  # type: ignore[union-attr]
        findings = problem.value.findings
    assert [finding.code for finding in findings] == [f"epcis_{code}"]
    assert stream.read_bytes < 1 << 22


def test_a_header_beyond_its_limit_is_refused() -> None:
    limits = Limits(header_bytes=4096)
    assert refused(document_of(PICKED, header=MASTER_DATA + " " * 40000), limits) == [("value_size", "$")]


def test_an_event_beyond_its_limit_is_refused() -> None:
    raw = document_of(PICKED + picked(f"<qz:a>{'x' * 2000}</qz:a>"))
    assert refused(raw, Limits(event_bytes=1000)) == [("event_size", "$.epcisBody.eventList[1]")]


def test_too_many_different_names_are_refused() -> None:
    names = "".join(picked("".join(f"<qz:a{n}/>" for n in range(k, k + 1000))) for k in range(0, 101_000, 1000))
    assert refused(document_of(names)) == [("xml_names", "$")]


LAUGHS = (
    """<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>"""
)
WRONG = {
    "entities": (LAUGHS.encode() + document_of(PICKED), [("xml_doctype", "$")]),
    "an external DTD": (b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + document_of(PICKED), [("xml_doctype", "$")]),
    "a public DTD": (b'<!DOCTYPE a PUBLIC "-//X" "http://a.example/">' + document_of(PICKED), [("xml_doctype", "$")]),
    "a parameter entity": (b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://a.example/"> %p;]><a/>', [("xml_doctype", "$")]),
    "an entity that nobody declared": (document_of(picked("<qz:a>&b;</qz:a>")), [("xml_malformed", "$")]),
    "an open element": (document_of(PICKED)[:-40], [("xml_malformed", "$")]),
    "a wrong end": (document_of("<ObjectEvent></x>"), [("xml_malformed", "$")]),
    "an undeclared prefix": (document_of(picked("<un:a/>")), [("xml_malformed", "$")]),
    "a control character": (document_of(picked("<qz:a>\x01</qz:a>")), [("xml_malformed", "$")]),
    "more after the end": (document_of(PICKED) + b"<x/>", [("xml_malformed", "$")]),
    "wrong UTF-8": (document_of(PICKED).replace(b"ADD", b"\xffDD"), [("xml_malformed", "$")]),
    "wrong GB18030": (
        b'<?xml version="1.0" encoding="GBK"?>' + document_of(PICKED).replace(b"ADD", b"\xff\xff\xff"),
        [("xml_bytes", "$")],
    ),
    "an unknown encoding": (b'<?xml version="1.0" encoding="rot13"?><a/>', [("xml_encoding", "$")]),
    "nothing but a comment": (b"<!-- c -->", [("xml_malformed", "$")]),
    "another root": (b"<html/>", [("xml_root", "$")]),
    "no namespace": (b"<EPCISDocument/>", [("xml_root", "$")]),
    "SOAP 1.1": (
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>',
        [("xml_soap", "$")],
    ),
    "SOAP 1.2": (b'<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"/>', [("xml_soap", "$")]),
    "a query": (QUERY.format(1, "<epcisq:GetQueryNames/>").encode(), [("xml_element", "$.epcisBody")]),
    "a query's answer without results": (QUERY.format(1, "").encode(), [("xml_query_message", "$.epcisBody")]),
    "a list of another name": (document_of("").replace(b"EventList", b"eventList"), [("xml_element", "$.epcisBody")]),
    "two lists": (document_of(f"{PICKED}</EventList><EventList>{PICKED}"), [("duplicate", "$.epcisBody.eventList")]),
    "no body": (document_of("").replace(b"EPCISBody", b"extension"), [("missing", "$.epcisBody")]),
    "a creation date that is none": (
        document_of(PICKED).replace(b'creationDate="2026-', b'creationDate="x'),
        [("time", "$.creationDate")],
    ),
    "master data without an id": (
        document_of(PICKED, header=MASTER_DATA.replace(' id="urn:epc:id:sgln:690123400.001.0"', "")),
        [("missing", "$.epcisHeader.epcisMasterData.vocabularyList[0].vocabularyElementList[0].id")],
    ),
}


@pytest.mark.parametrize("limits", [Limits(), STREAMED])
@pytest.mark.parametrize("name", WRONG)
def test_documents_that_cannot_be_read_are_refused(name: str, limits: Limits) -> None:
    raw, expected = WRONG[name]
    assert refused(raw, limits) == expected


def test_a_malformed_document_tells_line_and_column() -> None:
    refusal = open_document(io.BytesIO(document_of("\n\n  <a></b>")))
    assert isinstance(refusal, Refusal)
    assert {key: refusal.findings[0].facts[key] for key in ("line", "column")} == {"line": 3, "column": 8}
