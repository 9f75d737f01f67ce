"""Products: a code leads to its variety by its scheme or by what master data says."""

import pytest

from zhuisu.core.profiles.products import variety_of
from zhuisu.packaged import profiles


@pytest.mark.parametrize(
    ("key", "attributes", "variety"),
    [
        ("pesticide:11706711242000014098138908915296", {}, "pesticide"),
        ("eartag:145072100000001", {}, "livestock"),
        ("detonator:4490610300050", {}, "explosives"),
        ("equipment:31104408820240001", {}, "lift"),
        ("01/06901234567892/10/L1", {}, None),
        ("01/06901234567892/10/L1", {"cas": "7757-79-1"}, "explosive_precursor"),
        ("01/06901234567892/10/L1", {"cas": "151-50-8"}, "toxic_chemical"),
        ("01/06901234567892", {"gpc": "50260100"}, "vegetable"),
        ("01/06901234567892", {"hs": "2204210000"}, "imported_wine"),
        ("drug:83512070004000000001", {}, None),
    ],
)
def test_a_code_leads_to_its_variety(key: str, attributes: dict[str, str], variety: str | None) -> None:
    assert variety_of(profiles().values(), key, attributes) == variety


def test_no_scheme_belongs_to_two_varieties() -> None:
    schemes = [scheme for profile in profiles().values() for scheme in profile.products.schemes]
    assert len(schemes) == len(set(schemes))
