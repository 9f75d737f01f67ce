"""Settings: read once, typed, documented, refused with sentences."""

import stat
from pathlib import Path

import pytest

from zhuisu.server.config import SETTINGS, Config, Setting, read_config, secret_key
from zhuisu.server.trouble import TroubleError

OPERATING = Path(__file__).parents[2] / "docs" / "operating.md"


def test_without_any_variable_everything_has_a_default() -> None:
    config = read_config({})
    assert (config.bind, config.port, config.database_url) == ("127.0.0.1", 8000, None)
    assert config.home == Path("var").absolute()
    assert config.workers >= 1


def test_what_is_set_is_typed() -> None:
    config = read_config({"ZHUISU_PORT": " 80 ", "ZHUISU_HOSTS": "a.cn, b.cn,", "ZHUISU_HOME": "~/x", "HOME": "/root"})
    assert (config.port, config.hosts) == (80, ("a.cn", "b.cn"))
    assert config.home.is_absolute()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ZHUISU_PORT", "eighty", "a whole number from 1 to 65535"),
        ("ZHUISU_PORT", "70000", "a whole number from 1 to 65535"),
        ("ZHUISU_PORT", "８０", "a whole number"),
        ("ZHUISU_WORKERS", "0", "a whole number from 1"),
        ("ZHUISU_BIND", "not an address", "an address"),
        ("ZHUISU_DATABASE_URL", "mysql://x", "postgresql://"),
        ("ZHUISU_SECRET_KEY", "short", "at least 32 characters"),
        ("ZHUISU_TIME_ZONE", "Asia/Qinzhou", "a time zone"),
        ("ZHUISU_LOG_LEVEL", "loud", "one of debug"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_must_be(name: str, value: str, expected: str) -> None:
    with pytest.raises(TroubleError) as refused:
        read_config({name: value})
    assert name in str(refused.value)
    assert value in str(refused.value)
    assert expected in str(refused.value)


def test_every_wrong_variable_is_named_at_once() -> None:
    with pytest.raises(
        TroubleError, match=r"ZHUISU_PROT is not a setting; perhaps ZHUISU_PORT is meant.*ZHUISU_THREADS"
    ):
        read_config({"ZHUISU_PROT": "80", "ZHUISU_THREADS": "-1", "OTHER": "x"})


def test_variables_of_tests_are_nobodys_settings() -> None:
    assert read_config({"ZHUISU_TEST_ANYTHING": "x"}) == read_config({})


def test_every_setting_is_a_field_and_every_field_a_setting() -> None:
    assert tuple(setting.name for setting in SETTINGS) == Config.__struct_fields__


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.variable)
def test_every_setting_is_documented_with_its_default_and_meaning(setting: Setting) -> None:
    rows = [
        line
        for line in OPERATING.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{setting.variable}` |")
    ]
    assert len(rows) == 1
    assert setting.meaning in rows[0]
    assert not setting.default or f"`{setting.default}`" in rows[0]


def test_a_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    config = read_config({"ZHUISU_HOME": str(tmp_path / "home")})
    first = secret_key(config)
    assert len(first) > 40
    assert secret_key(config) == first
    assert stat.S_IMODE((tmp_path / "home" / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret_key"]


def test_a_secret_key_that_is_given_is_not_written(tmp_path: Path) -> None:
    config = read_config({"ZHUISU_HOME": str(tmp_path / "home"), "ZHUISU_SECRET_KEY": "k" * 32})
    assert secret_key(config) == "k" * 32
    assert not (tmp_path / "home").exists()


def test_a_home_that_cannot_hold_a_secret_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(TroubleError, match="cannot be kept or read"):
        secret_key(read_config({"ZHUISU_HOME": str(tmp_path / "file")}))


@pytest.mark.parametrize(
    ("stated", "networks"),
    [
        ({}, ("any",)),
        ({"ZHUISU_BIND": "0.0.0.0"}, ("public",)),
        ({"ZHUISU_HOSTS": "trace.example.cn"}, ("public",)),
        ({"ZHUISU_ADDRESS": "https://trace.example.cn"}, ("public",)),
        ({"ZHUISU_ADDRESS": "https://trace.example.cn", "ZHUISU_WEBHOOK_NETWORKS": "10.1.0.0/16"}, ("10.1.0.0/16",)),
    ],
)
def test_webhooks_stay_out_of_inner_networks_once_others_can_ask_for_them(
    stated: dict[str, str], networks: tuple[str, ...]
) -> None:
    assert read_config(stated).delivers_to() == networks
