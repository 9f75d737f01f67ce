"""EPCIS XML: 2.0 and 1.x in, as the JSON-LD of the same events; 2.0 and 1.2 out."""

from zhuisu.core.epcis.xml.document import XmlDocument, open_xml
from zhuisu.core.epcis.xml.encoding import is_xml
from zhuisu.core.epcis.xml.kinds import XmlVersion
from zhuisu.core.epcis.xml.writing import write_document

__all__ = ["XmlDocument", "XmlVersion", "is_xml", "open_xml", "write_document"]
