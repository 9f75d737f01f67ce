"""National: the schemes of codes that China's regulators, registries and trades write."""

from zhuisu.core.codes.national.city import CITY
from zhuisu.core.codes.national.equipment import EQUIPMENT
from zhuisu.core.codes.national.food import FOOD
from zhuisu.core.codes.national.hazmat import HAZMAT
from zhuisu.core.codes.national.inputs import INPUTS
from zhuisu.core.codes.national.labels import label_facts, split_label
from zhuisu.core.codes.national.medicines import MEDICINES
from zhuisu.core.codes.national.naming import NAMING
from zhuisu.core.codes.national.parties import PARTIES
from zhuisu.core.codes.national.places import PLACES
from zhuisu.core.codes.national.produce import PRODUCE
from zhuisu.core.codes.national.sentences import NATIONAL_SENTENCES
from zhuisu.core.codes.scheme import Scheme

NATIONAL: tuple[Scheme, ...] = (
    *PARTIES,
    *PLACES,
    *PRODUCE,
    *FOOD,
    *MEDICINES,
    *INPUTS,
    *EQUIPMENT,
    *HAZMAT,
    *NAMING,
    *CITY,
)

__all__ = ["NATIONAL", "NATIONAL_SENTENCES", "label_facts", "split_label"]
