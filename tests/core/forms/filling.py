"""Filling: a form filled in from the examples of the vocabulary and of the schemes, as a diligent person would."""

from datetime import UTC, datetime
from uuid import UUID

from zhuisu import packaged
from zhuisu.core.codes import SCHEMES
from zhuisu.core.forms import Asked, Filled, Good, Goods, GoodsRole, Input, InputType, Value
from zhuisu.core.forms.asking import GIVER

GROWER = "uscc:93450721MA5685666W"
BUYER = "uscc:91450702MA5N1X2K93"
BATCH = "01/06901234567892/10/L20260601"
CRATE = "00/369012340000000017"
DRAFT = UUID("0198c000-0000-4000-8000-000000000001")
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
PHOTO = "urn:zhuisu:photograph:sha256:00"


def filled_in(asked: Asked) -> Filled:
    """Every required input and every good that the form asks for."""
    return Filled(
        draft=DRAFT,
        variety=asked.variety,
        stage=asked.stage,
        event_time=NOON,
        values={each.path: example(each) for each in asked.inputs if each.is_required},
        goods={each.role: (good(each),) for each in asked.goods},
    )


def example(each: Input) -> Value:
    """As the vocabulary has it; of two or more people, as many different ones as are asked for."""
    match each.type:
        case InputType.PARTY:
            return GROWER if each.path == GIVER else BUYER
        case InputType.DOCUMENT:
            return "CERT-0001"
        case InputType.PHOTO:
            return PHOTO
        case InputType.PERSON:
            return tuple(f"urn:zhuisu:person:worker-{number}" for number in range(each.least))
        case _:
            return packaged.library().fields[each.path].example


def good(each: Goods) -> Good:
    """A code of the scheme that the stage asks for; else a batch, in a crate."""
    if each.schemes:
        return Good(code=str(SCHEMES[each.schemes[0]].examples[0]), quantity=5)
    return Good(code=CRATE if each.role is GoodsRole.PARENT else BATCH, quantity=5, unit="KGM")
