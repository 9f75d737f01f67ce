"""The sentences of the codes' findings, and a code in words."""

from collections.abc import Mapping

from zhuisu.core.codes.model import Code, Level
from zhuisu.core.codes.national.sentences import NATIONAL_SENTENCES
from zhuisu.core.codes.registry import SCHEMES
from zhuisu.core.findings import Language, Text

SENTENCES: Mapping[str, Text] = {
    "codes.check_digit": Text(
        zh="校验位不符：应为 {expected}，实为 {found}。请核对抄写是否有误。",
        en="The check digit does not fit: it should be {expected} and is {found}. Compare it with the label.",
    ),
    "codes.one_of_several": Text(
        zh="这串字符有 {count} 种读法，这是第 {place} 种，依据：{zh}。",
        en="This can be read in {count} ways; this is number {place}, by its structure: {en}.",
    ),
    **NATIONAL_SENTENCES,
}

LEVELS: Mapping[Level, Text] = {
    Level.PARTY: Text("主体", "party"),
    Level.PLACE: Text("地点", "place"),
    Level.CLASS: Text("产品", "product"),
    Level.BATCH: Text("批次", "batch"),
    Level.ITEM: Text("单品", "item"),
    Level.ASSET: Text("设备或资产", "asset"),
    Level.LOGISTIC: Text("物流单元", "logistic unit"),
    Level.TRANSACTION: Text("单证", "document"),
}

_OTHER = Text("网址或其他标识", "link or other identifier")
_OPAQUE: Mapping[str, Text] = {
    "person": Text("人员(匿名)", "person (anonymous)"),
    "party": Text("登记主体", "registered party"),
    "place": Text("登记地点", "registered place"),
    "product": Text("登记产品", "registered product"),
    "asset": Text("登记资产", "registered asset"),
    "licence": Text("登记许可", "registered licence"),
}


def title_of(code: Code) -> Text:
    """What the code's scheme is called."""
    scheme = SCHEMES.get(code.scheme)
    return scheme.title if scheme else _OPAQUE.get(code.scheme, _OTHER)


def explain_code(code: Code, language: Language) -> str:
    """The code in one sentence: what it is, what it names, what it says."""
    title, level = title_of(code).into(language), LEVELS[code.level].into(language)
    if language is Language.ZH:
        return f"{title}，标识一个{level}：{code.value}"
    return f"{title}, names {'an' if level[0] in 'aeiou' else 'a'} {level}: {code.value}"
