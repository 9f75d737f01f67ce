"""Queries: SimpleEventQuery of EPCIS 2.0 §8.2.7.1, from its parameters to filters, and what events satisfy them."""

from zhuisu.core.epcis.query.content import satisfies
from zhuisu.core.epcis.query.model import Order, Query
from zhuisu.core.epcis.query.reading import read_definition, read_query
from zhuisu.core.epcis.query.sentences import SENTENCES

__all__ = ["SENTENCES", "Order", "Query", "read_definition", "read_query", "satisfies"]
