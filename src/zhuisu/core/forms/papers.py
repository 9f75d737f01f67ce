"""Papers: the number of a paper as the URI by which all who name it name the same one."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote, unquote

from zhuisu.core.codes import Level, key_of_uri, parse_key, recognise, uri_of_key
from zhuisu.core.forms.answers import Answers
from zhuisu.core.forms.asking import GIVER, TAKER
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.kinds import CertificateQuantity, CertificateSingleUse, PermitCovers
from zhuisu.core.profiles.model import Stage

_NUMBERED_BY: Final[Mapping[str, str]] = {
    "desadv": GIVER,
    "inv": GIVER,
    "bol": GIVER,
    "po": TAKER,
    "recadv": TAKER,
    "prodorder": "actor",
}
"""Who gives papers of a kind their numbers; certificates and test reports have numbers that are nobody's alone."""


_PAPER: Final = "urn:zhuisu:paper:"
_LICENCE: Final = "urn:zhuisu:licence:"


def paper_uri(path: str, number: str, party: str, answers: Answers, kinds: tuple[str, ...] = ()) -> str:
    """The URI of a paper of `transaction.<kind>`: itself if it is one, else by its scheme, else as a licence of
    the kind that the stage asks for, else by who numbers such papers."""
    number = number.strip()
    if number.startswith(("urn:", "http://", "https://")) and " " not in number:
        return number
    known = (code for code in recognise(number) if code.level is Level.TRANSACTION and code.key is not None)
    if (code := next(known, None)) is not None:
        return uri_of_key(code.key or "")
    plain = quote(number, safe="")
    if len(kinds) == 1:
        return f"{_LICENCE}{kinds[0]}:{plain}"
    sort = path.partition(".")[2]
    numbered_by = _NUMBERED_BY.get(sort)
    whose = party if numbered_by == "actor" else str(answers.get(numbered_by or "", ("",))[0]) or party
    own = f"{quote(whose, safe=':')}:" if numbered_by else ""
    return f"{_PAPER}{sort}:{own}{plain}"


def paper_number(uri: str) -> str:
    """The number of a paper as it was typed; of a code of any scheme that code."""
    if uri.startswith((_PAPER, _LICENCE)):
        return unquote(uri.rpartition(":")[2])
    return parse_key(key_of_uri(uri)).value


def kinds_of_paper(path: str, profile: Profile, stage: Stage) -> tuple[str, ...]:
    """The kinds of licences that rules take the paper of this path for, at this stage."""
    rules = (
        rule
        for rule in profile.rules
        if isinstance(rule, PermitCovers | CertificateQuantity | CertificateSingleUse)
        and rule.document == path
        and (not rule.at or stage.id in rule.at)
    )
    return tuple(dict.fromkeys(kind for rule in rules for kind in rule.papers))


def with_papers(answers: Answers, party: str, profile: Profile, stage: Stage) -> Answers:
    """The answers with the numbers of papers as their URIs."""
    named = {
        path: tuple(
            paper_uri(path, str(each), party, answers, kinds_of_paper(path, profile, stage)) for each in answers[path]
        )
        for path in answers
        if path.startswith("transaction.")
    }
    return {**answers, **named}
