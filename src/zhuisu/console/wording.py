"""Wording: findings of the registry and of access as sentences for whoever reads."""

from collections.abc import Mapping
from typing import Final

from zhuisu.access.sentences import SENTENCES as ACCESS
from zhuisu.casework.sentences import SENTENCES as CASEWORK
from zhuisu.console.both import language
from zhuisu.console.sentences import SENTENCES as CONSOLE
from zhuisu.core.codes import SENTENCES as CODES
from zhuisu.core.findings import Finding, Text
from zhuisu.core.findings import sentence as in_words
from zhuisu.core.profiles import SENTENCES as PROFILES
from zhuisu.enrolling.sentences import SENTENCES as ENROLLING
from zhuisu.figures.sentences import SENTENCES as FIGURES
from zhuisu.planning.sentences import SENTENCES as PLANNING
from zhuisu.rating.sentences import SENTENCES as RATING
from zhuisu.recall.answering_sentences import SENTENCES as ANSWERING
from zhuisu.recall.asking_sentences import SENTENCES as ASKING
from zhuisu.recall.sentences import SENTENCES as RECALL
from zhuisu.registry.sentences import SENTENCES as REGISTRY
from zhuisu.supervision.sentences import SENTENCES as SUPERVISION

CATALOGUE: Final[Mapping[str, Text]] = {
    **CODES,
    **PROFILES,
    **REGISTRY,
    **ACCESS,
    **SUPERVISION,
    **ASKING,
    **RECALL,
    **ANSWERING,
    **ENROLLING,
    **CASEWORK,
    **PLANNING,
    **RATING,
    **FIGURES,
    **CONSOLE,
}


def sentence(finding: Finding) -> str:
    """What is wrong, in words."""
    return in_words(finding, CATALOGUE, language())
