"""`zhuisu account`: accounts of people made, invited, closed and listed from the command line."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.clusters import migrated_home
from tests.server.running import Running
from zhuisu.server.postgres import locate, using


@pytest.fixture(scope="module")
def shell() -> Iterator[Running]:
    with migrated_home() as home, using(locate(home)):
        yield Running(home, 1)


def run(shell: Running, *words: str) -> tuple[int, Any, str]:
    ran = shell.command("account", *words, "--json")
    return ran.returncode, json.loads(ran.stdout or b"null"), ran.stderr.decode()


def test_a_persons_account_is_made_reset_closed_and_listed(shell: Running) -> None:
    made = run(shell, "create", "liang", "--kind", "platform", "--scope", "read")
    assert made[0] == 0, made
    assert "/admin/invitation/" in made[1]["invitation"]
    assert run(shell, "create", "liang", "--kind", "platform", "--scope", "read")[0] == 1
    again = run(shell, "reset-mfa", "liang")
    assert again[1]["invitation"] != made[1]["invitation"]
    assert run(shell, "disable", "liang")[1] == {"account": "liang", "state": "disabled"}
    refused = run(shell, "invite", "liang")
    assert refused[0] == 1
    assert "Nobody signs in" in refused[2]
    listed = {each["name"]: each for each in run(shell, "list")[1]}
    assert (listed["liang"]["state"], listed["liang"]["enrolled"]) == ("closed", False)


def test_what_cannot_be_is_said_in_a_sentence(shell: Running) -> None:
    without = run(shell, "create", "lu", "--kind", "enterprise", "--scope", "read")
    assert without[0] == 1
    assert "name their party" in without[2]
    nobody = run(shell, "create", "lu", "--kind", "enterprise", "--scope", "read", "--party", "nobody")
    assert "names no party" in nobody[2]
    assert "There is no account" in run(shell, "disable", "chen")[2]
