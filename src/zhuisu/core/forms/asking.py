"""Asking: the sections of the form of a stage, made from its profile alone."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from zhuisu.core.codes import SCHEMES, Level
from zhuisu.core.findings import Text
from zhuisu.core.forms.buyers import is_identified, takes_person
from zhuisu.core.forms.limits import demanded, least_of, limits_of
from zhuisu.core.forms.model import NOTHING, Asked, Goods, GoodsRole, Input, InputType, Section, Supply
from zhuisu.core.forms.words import SECTIONS, choices_of
from zhuisu.core.profiles import Field, Library, Profile
from zhuisu.core.profiles.model import Kind, Stage
from zhuisu.core.profiles.path_names import name_of
from zhuisu.core.profiles.units import SAID

LOT: Final = "cbvmda:lotNumber"
PROCESS: Final = "transformationID"
GIVER: Final = "source.owning_party"
TAKER: Final = "destination.owning_party"
DESPATCH: Final = "transaction.desadv"
HANDING: Final = frozenset({"shipping", "receiving", "accepting"})
MOST_GOODS: Final = 5_000
MOST_PEOPLE: Final = 20
MOST_PAPERS: Final = 10
MOST_PHOTOS: Final = 6
PHOTO: Final = "zhuisu:photo"
SUBJECTS: Final = frozenset({"zhuisu:recipient", "zhuisu:patient"})
"""People to whom something is done: exactly one in a record."""

_TYPES: Final[Mapping[Kind, InputType]] = {
    Kind.TEXT: InputType.TEXT,
    Kind.NUMBER: InputType.NUMBER,
    Kind.BOOLEAN: InputType.BOOLEAN,
    Kind.DATE: InputType.DATE,
    Kind.TIME: InputType.TIME,
    Kind.URI: InputType.URI,
    Kind.PERSON: InputType.PERSON,
    Kind.CODE: InputType.CODE,
}
_MOST: Final[Mapping[InputType, int]] = {
    InputType.PERSON: MOST_PEOPLE,
    InputType.DOCUMENT: MOST_PAPERS,
    InputType.PHOTO: MOST_PHOTOS,
}
_CONTAINER: Final = Text("容器（箱、托盘、车）", "container (box, pallet, vehicle)")
_CONTENTS: Final = Text("装了什么", "what is in it")
_EQUIPMENT: Final = Text("设备", "equipment")
_PARTS: Final = Text("部件", "parts")
_GOODS: Final = Text("货物", "goods")
_USED: Final = Text("投入", "what goes in")
_USED_HELP: Final = Text("没有投入物时不填，填下面的“生产过程”。", "Nothing goes in? Name the making below instead.")
_MADE: Final = Text("产出", "what comes out")
TAKEN: Final = Text("来源货物", "goods that it is taken from")
_TAKEN_HELP: Final = Text(
    "从哪一批里卖的。不知道时不填，填下面的“生产过程”。",
    "Of which lot? Not known? Name the making below instead.",
)
SOLD: Final = Text("卖出的货", "goods sold")
_PROCESS_NAME: Final = Text("生产过程", "making")
_PROCESS_HELP: Final = Text(
    "同一块地的同一季、同一锅、同一批生产的各次记录，填同样的名称，例如“3号地2026春”。",
    "Give the records of one season of a plot, or of one run, the same name, such as “plot 3, spring 2026”.",
)
_REGISTERED_HELP: Final = Text(
    "产品登记里写明的，以登记为准，这里不用填。",
    "Where the registration of the product says it, that counts: leave this out.",
)


def asked(profile: Profile, stage: Stage, library: Library) -> Asked:
    """The questions of a stage: what it requires, what it may be told, and the goods that its kind of event names."""
    return Asked(
        variety=profile.id,
        variety_name=profile.name,
        category=profile.category.value,
        version=profile.version,
        stage=stage.id,
        stage_name=stage.name,
        event=stage.event,
        action=stage.action or "",
        step=stage.steps[0],
        sections=tuple(_sections(profile, stage, library)),
    )


def _sections(profile: Profile, stage: Stage, library: Library) -> Iterator[Section]:
    needed = demanded(profile, stage)
    inputs = [_input(path, profile, stage, library) for path in _paths(stage, needed)]
    for name, title in SECTIONS.items():
        goods = _goods(stage) if name == "goods" else ()
        found = tuple(each for each in inputs if _section_of(each) == name)
        if goods or found:
            yield Section(id=name, name=title, goods=goods, inputs=found)


def _paths(stage: Stage, needed: Sequence[str]) -> Sequence[str]:
    """What is required, by the stage or by a rule; what may be told; what a hand-over or a making can always say."""
    always: tuple[str, ...] = (PROCESS,) if stage.event == "TransformationEvent" else ()
    if not HANDING.isdisjoint(stage.steps):
        always += (GIVER, TAKER, DESPATCH)
    return tuple(dict.fromkeys((*stage.requires, *needed, *stage.may, *always)))


def _input(path: str, profile: Profile, stage: Stage, library: Library) -> Input:
    field = library.fields.get(path)
    kind = _type(path, field)
    unit = (field.unit or "") if field is not None else ""
    return Input(
        path=path,
        name=_PROCESS_NAME if path == PROCESS else name_of(path, library),
        type=kind,
        is_required=path in stage.requires or path in demanded(profile, stage),
        unit=unit,
        unit_name=profile.unit_name(unit) if unit else NOTHING,
        said_in=tuple(SAID.get(unit, ())),
        help=_help(path, field),
        example=_example(field),
        choices=choices_of(field) if field is not None else (),
        limits=limits_of(path, profile, stage),
        least=least_of(path, profile, stage),
        most=1 if path in SUBJECTS else _MOST.get(kind, 1),
        takes_person=kind is InputType.PARTY and takes_person(path, profile, stage),
        is_identified=path in SUBJECTS or is_identified(path, profile, stage),
        registered=field.registered if field is not None else "",
    )


def _help(path: str, field: Field | None) -> Text:
    if path == PROCESS:
        return _PROCESS_HELP
    return _REGISTERED_HELP if field is not None and field.registered else NOTHING


def _type(path: str, field: Field | None) -> InputType:
    if field is not None:
        if path == PHOTO:
            return InputType.PHOTO
        return InputType.CHOICE if field.words else _TYPES[field.type]
    head = path.partition(".")[0]
    if head in ("source", "destination"):
        return InputType.PARTY
    return InputType.DOCUMENT if head in ("transaction", "certificationInfo") else InputType.TEXT


def _example(field: Field | None) -> str:
    if field is None or field.words or field.type in (Kind.BOOLEAN, Kind.PERSON, Kind.URI):
        return ""
    return f"{field.example:g}" if isinstance(field.example, float) else str(field.example)


def _goods(stage: Stage) -> tuple[Goods, ...]:
    match stage.event:
        case "TransformationEvent":
            return (_inputs(stage), _outputs(stage))
        case "AggregationEvent":
            least = 0 if stage.action == "DELETE" else 1
            return (_one(stage, GoodsRole.PARENT, _CONTAINER), _many(stage, GoodsRole.CHILDREN, _CONTENTS, least))
        case "AssociationEvent":
            least = 0 if stage.action == "DELETE" else 1
            return (_one(stage, GoodsRole.PARENT, _EQUIPMENT), _many(stage, GoodsRole.CHILDREN, _PARTS, least))
        case _:
            source = Supply.MADE if stage.action == "ADD" else Supply.PICKED
            return (_many(stage, GoodsRole.THINGS, _GOODS, 1, source),)


def _is_sale(stage: Stage) -> bool:
    """Whether what is made goes from one to another at once: goods are taken out of a lot and sold."""
    return {GIVER, TAKER} <= set(stage.requires)


def _inputs(stage: Stage) -> Goods:
    if _is_sale(stage):
        return _many(stage, GoodsRole.INPUTS, TAKEN, 0, help=_TAKEN_HELP)
    return _many(stage, GoodsRole.INPUTS, _USED, 0, help=_USED_HELP)


def _outputs(stage: Stage) -> Goods:
    if _is_sale(stage):
        return _many(stage, GoodsRole.OUTPUTS, SOLD, 1, Supply.MADE)
    needs_lot = LOT in stage.requires
    return _many(stage, GoodsRole.OUTPUTS, _MADE, int(needs_lot), Supply.MADE)


def _one(stage: Stage, role: GoodsRole, name: Text) -> Goods:
    return Goods(role=role, name=name, source=Supply.PICKED, least=1, most=1, has_quantity=False, takes_others=True)


def _many(
    stage: Stage, role: GoodsRole, name: Text, least: int, source: Supply = Supply.PICKED, help: Text = NOTHING
) -> Goods:
    levels = tuple(level for level in stage.codes if level is not Level.TRANSACTION)
    schemes = tuple(dict.fromkeys(scheme for level in levels for scheme in stage.codes[level]))
    if role not in (GoodsRole.THINGS, GoodsRole.OUTPUTS):
        levels, schemes = (), ()
    return Goods(
        role=role,
        name=name,
        source=source,
        least=least,
        most=MOST_GOODS,
        has_quantity=not schemes or Level.BATCH in levels or Level.CLASS in levels,
        levels=tuple(level.value for level in levels),
        schemes=schemes,
        schemes_told=schemes_told(schemes),
        help=help,
        takes_others=_takes_others(stage, role),
    )


def _takes_others(stage: Stage, role: GoodsRole) -> bool:
    """What goes into a product is often of another variety; what is sold, sent or made is of that of the form."""
    goes_in = stage.event == "TransformationEvent" and role is GoodsRole.INPUTS and not _is_sale(stage)
    return goes_in or stage.of_inputs or stage.event == "AssociationEvent"


def schemes_told(schemes: Iterable[str]) -> Text:
    """Schemes in words; nothing where there are none."""
    titles = [SCHEMES[scheme].title for scheme in schemes]
    return Text("或".join(title.zh for title in titles), " or ".join(title.en for title in titles))


def _section_of(each: Input) -> str:
    """The section that an input stands in."""
    if each.path in (LOT, PROCESS):
        return "goods"
    if each.type is InputType.PARTY:
        return "partners"
    if not each.is_required:
        return "more"
    return _SECTION_OF.get(each.type, "data")


_SECTION_OF: Final[Mapping[InputType, str]] = {InputType.DOCUMENT: "papers", InputType.PERSON: "people"}
