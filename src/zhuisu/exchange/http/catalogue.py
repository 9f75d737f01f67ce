"""Catalogue: the sentence of every finding that an answer may hold."""

from collections.abc import Mapping

from zhuisu.capture.sentences import SENTENCES as CAPTURE
from zhuisu.casework.sentences import SENTENCES as CASEWORK
from zhuisu.core.codes.sentences import SENTENCES as CODES
from zhuisu.core.epcis.query.sentences import SENTENCES as QUERY
from zhuisu.core.epcis.sentences import SENTENCES as EPCIS
from zhuisu.core.findings import Text
from zhuisu.core.profiles.sentences import SENTENCES as PROFILES
from zhuisu.core.tlog.sentences import SENTENCES as TLOG
from zhuisu.exchange.api.recall.sentences import SENTENCES as RECALL_ANSWERS
from zhuisu.exchange.epcis.sentences import SENTENCES as ANSWERS
from zhuisu.exchange.log.sentences import SENTENCES as LOG
from zhuisu.exchange.sentences import SENTENCES as EXCHANGE
from zhuisu.exchange.subscriptions.sentences import SENTENCES as SUBSCRIPTIONS
from zhuisu.figures.sentences import SENTENCES as FIGURES
from zhuisu.labelling.sentences import SENTENCES as LABELLING
from zhuisu.ledger.sentences import SENTENCES as LEDGER
from zhuisu.rating.sentences import SENTENCES as RATING
from zhuisu.recall.answering_sentences import SENTENCES as ANSWERING
from zhuisu.recall.asking_sentences import SENTENCES as ASKING
from zhuisu.recall.selling_sentences import SENTENCES as SELLING
from zhuisu.recall.sentences import SENTENCES as RECALL
from zhuisu.recording.sentences import SENTENCES as RECORDING
from zhuisu.registry.sentences import SENTENCES as REGISTRY
from zhuisu.supervision.sentences import SENTENCES as SUPERVISION

CATALOGUE: Mapping[str, Text] = {
    **CODES,
    **EPCIS,
    **QUERY,
    **LEDGER,
    **REGISTRY,
    **PROFILES,
    **SUPERVISION,
    **CAPTURE,
    **RECALL,
    **ASKING,
    **SELLING,
    **ANSWERING,
    **RECALL_ANSWERS,
    **CASEWORK,
    **RECORDING,
    **LABELLING,
    **FIGURES,
    **RATING,
    **EXCHANGE,
    **ANSWERS,
    **SUBSCRIPTIONS,
    **TLOG,
    **LOG,
}
