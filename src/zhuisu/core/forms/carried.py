"""Carried: which answers of the last time are offered again; what is not named here has to be told anew each time.

Who did the work, where and with what is likely the same; to whom it was done, what was checked, found, measured, dated
or numbered never is.
"""

from typing import Final

from zhuisu.core.forms.asking import GIVER, TAKER
from zhuisu.core.forms.buyers import TO_ANYBODY
from zhuisu.core.forms.model import Asked, Input, InputType

STAFF: Final = frozenset(
    f"zhuisu:{name}"
    for name in ("operator", "executor", "supervisor", "keepers", "checkedBy", "vaccinator", "workers", "handler")
) | {"zhuisu:blasterPerson"}
"""Those of the party itself who do the work. Anybody else is whom it is done to."""
_SAME: Final = frozenset(
    f"zhuisu:{name}"
    for name in (
        "origin", "herbOrigin", "brandedOrigin", "plot", "crop", "variety", "breed", "pond", "bin", "forestPlot",
        "forestRight", "contact", "plate", "route", "payment", "foodLicence", "formulaNumber", "packagedBy", "process",
        "productName", "overseasRegistration", "approvalNumber", "doseForm", "productionLicence", "filingNumber",
        "region", "parents", "useOfBirds", "medium", "project",
    )
) | {"cbvmda:countryOfOrigin"}  # fmt: skip
"""What is said of a place, a product or a way of working, not of what was done this time."""


def is_carried(each: Input, form: Asked) -> bool:
    """Whether the answer of the last time is offered again."""
    if each.type is InputType.PERSON:
        return each.path in STAFF
    if each.type is InputType.PARTY:
        return each.path in (GIVER, TAKER) and (each.path == GIVER or form.step not in TO_ANYBODY)
    return each.path in _SAME and not each.limits
