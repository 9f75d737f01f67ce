"""Label: the text inside a real package's two-dimensional code, split into the codes and facts it holds."""

import re

from zhuisu.core.codes.folding import folded

Piece = tuple[str, str]
"""(name, text)."""

_FACTS = frozenset({"name", "maker", "phone", "url"})

_VETERINARY = re.compile(r"\d{24}", re.ASCII)
_COMMAS = re.compile(r"[,，]")
_VETERINARY_FIELDS = ("vetdrug", "name", "vetdrug_approval", "maker", "phone")
_SEED_FIELDS = ("name", "maker", "seed", "url")
_SEED_UNIT = re.compile(r"[0-9A-Za-z]{1,20}", re.ASCII)
_SEED_URL = re.compile(r"(?:https?://|www\.)\S{1,2000}|[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,8}(?:/\S{0,2000})?", re.I)
_SEED_HEADING = re.compile(
    r"(?:品种名称|(?:种子)?生产经营者(?:或进口商)?(?:名称)?|进口商(?:名称)?|单元识别代码|(?:产品)?追溯网址)\s{0,3}:\s{0,3}"
)
_DRUG = re.compile(
    r"药品标识码[^0-9]{0,8}(?P<product>\d{7})(?!\d)[^0-9]{0,20}序列号[^0-9]{0,8}(?P<serial>\d{13})(?!\d)", re.ASCII
)


def split_label(text: str) -> list[Piece]:
    """The codes, each with its scheme's name, of a label whose layout a regulator fixed; empty where it is none.

    Veterinary drugs (农业部公告第 2210 号): code, name, approval, maker, phone between commas.
    Seed (农办种〔2016〕29 号): four lines, variety, producer or importer, unit code, URL.
    Drugs: 药品标识码 and 序列号 in words. Never raises.
    """
    return [piece for piece in _pieces(folded(text)) if piece[0] not in _FACTS]


def label_facts(text: str) -> dict[str, str]:
    """What else such a label says: of `name maker phone url` those that it holds. Never raises."""
    return {name: piece for name, piece in _pieces(folded(text)) if name in _FACTS}


def _pieces(text: str) -> list[Piece]:
    return _veterinary(text) or _seed(text) or _drug(text)


def _veterinary(text: str) -> list[Piece]:
    fields = [field.strip() for field in _COMMAS.split(text)]
    if len(fields) < 2 or not _VETERINARY.fullmatch(fields[0]):
        return []
    return [piece for piece in zip(_VETERINARY_FIELDS, fields, strict=False) if piece[1]]


def _seed(text: str) -> list[Piece]:
    lines = [_SEED_HEADING.sub("", line.strip(), count=1) for line in text.splitlines() if line.strip()]
    if len(lines) != len(_SEED_FIELDS) or not _SEED_UNIT.fullmatch(lines[2]) or not _SEED_URL.fullmatch(lines[3]):
        return []
    return list(zip(_SEED_FIELDS, lines, strict=True))


def _drug(text: str) -> list[Piece]:
    match = _DRUG.search(text)
    return [] if match is None else [("drug", match["product"] + match["serial"])]
