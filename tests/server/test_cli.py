"""The command line: what it takes, what it prints, how it ends."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.caller import PIG, document, event
from tests.server.clusters import migrated_home
from tests.server.running import Running
from zhuisu.server.cli import parser
from zhuisu.server.postgres import locate, using

COMMANDS = (
    "demo", "serve", "worker", "migrate", "capture", "identify", "trace", "verify", "audit", "logkey",
    "registry", "token", "client", "webhooks",
)  # fmt: skip
CLI = Path(__file__).parents[2] / "docs" / "cli.md"


@pytest.fixture(scope="module")
def shell() -> Iterator[Running]:
    """Commands in a home whose database runs."""
    with migrated_home() as home, using(locate(home)):
        yield Running(home, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One good document, one with a wrong event, one that breaks off, one file that is none."""
    good, wrong = event(1), event(2, action="LOOK")
    (tmp_path / "good.json").write_text(json.dumps(document(good)), encoding="utf-8")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "mixed.jsonld").write_text(json.dumps(document(event(3), wrong)), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a document", encoding="utf-8")
    return tmp_path


def answered(ran: Any) -> Any:
    """The one JSON document on standard output."""
    return json.loads(ran.stdout)


def test_every_command_is_there_and_documented() -> None:
    text = parser().format_help()
    documented = CLI.read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"    {command} " in text
        assert f"`zhuisu {command}" in documented


@pytest.mark.parametrize("command", COMMANDS)
def test_help_is_printed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parser().parse_args([command, "--help"])
    assert ended.value.code == 0
    assert f"zhuisu {command}" in capsys.readouterr().out


def test_a_wrong_setting_is_one_sentence(shell: Running) -> None:
    shell.environment["ZHUISU_THREADS"] = "many"
    ran = shell.command("migrate")
    del shell.environment["ZHUISU_THREADS"]
    assert ran.returncode == 1
    assert ran.stdout == b""
    assert ran.stderr.decode() == "zhuisu: ZHUISU_THREADS is 'many'; it must be a whole number from 1 to 256.\n"


def test_the_schema_is_brought_up_to_date_once(shell: Running) -> None:
    shell.command("migrate")
    assert b"up to date" in shell.command("migrate").stdout


def test_a_database_that_is_not_there_is_one_sentence(shell: Running) -> None:
    shell.environment["ZHUISU_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"
    ran = shell.command("migrate")
    del shell.environment["ZHUISU_DATABASE_URL"]
    assert ran.returncode == 1
    assert ran.stderr.startswith(b"zhuisu: The database cannot be used: ")
    assert b"Traceback" not in ran.stderr


def test_files_folders_patterns_and_standard_input_are_captured(shell: Running, folder: Path) -> None:
    ran = shell.command(
        "capture", str(folder / "good.json"), str(folder / "*.json"), "-", "--json",
        stdin=json.dumps(document(event(4))).encode(),
    )  # fmt: skip
    told = answered(ran)
    assert ran.returncode == 0
    assert [Path(each["file"]).name for each in told["captures"]] == ["good.json", "-"]
    assert told["success"] is True
    assert told["accepted"] + told["repeated"] == 2


def test_a_refusal_ends_with_1_and_names_file_path_and_reason(shell: Running, folder: Path) -> None:
    ran = shell.command("capture", str(folder), "--json")
    told = answered(ran)
    assert ran.returncode == 1
    assert [each["success"] for each in told["captures"]] == [False, True]
    lines = ran.stderr.decode().splitlines()
    assert any(f"{folder}/below/mixed.jsonld: $.epcisBody.eventList[1].action: " in line for line in lines)
    assert told["captures"][0]["errors"][0]["zh"]


def test_with_proceed_the_valid_events_of_a_document_land(shell: Running, folder: Path) -> None:
    ran = shell.command("capture", "--proceed", "--json", str(folder / "below"))
    told = answered(ran)
    assert ran.returncode == 1
    assert (told["accepted"] + told["repeated"], told["refused"]) == (1, 1)


def test_people_are_told_in_words(shell: Running, folder: Path) -> None:
    ran = shell.command("capture", str(folder / "good.json"))
    assert "1 document: " in ran.stdout.decode()
    assert "个事件" in ran.stdout.decode()


@pytest.mark.parametrize("word", ["nothing.json", "no/*.json"])
def test_a_word_that_names_no_file_is_one_sentence(shell: Running, word: str) -> None:
    ran = shell.command("capture", word)
    assert ran.returncode == 1
    assert ran.stderr.startswith(b"zhuisu: ")
    assert ran.stderr.count(b"\n") == 1


def test_a_thing_is_traced(shell: Running, folder: Path) -> None:
    shell.command("capture", str(folder / "good.json"))
    told = answered(shell.command("trace", PIG.format(1), "--json"))
    assert told["focus"] == "01/06901234000016/21/PIG1"
    assert [each["eventID"] for each in told["events"]] == [event(1)["eventID"]]
    assert "2026-09-01" in shell.command("trace", "01/06901234000016/21/PIG1").stdout.decode()


def test_a_thing_that_nobody_saw_is_told_so(shell: Running) -> None:
    ran = shell.command("trace", PIG.format("NOBODY"))
    assert ran.returncode == 0
    assert "holds nothing about it" in ran.stdout.decode()


def test_a_thing_that_never_moved_has_no_flows(shell: Running, folder: Path) -> None:
    shell.command("capture", str(folder / "good.json"))
    told = answered(shell.command("flow", PIG.format(1), "--json"))
    assert told["focus"] == "01/06901234000016/21/PIG1"
    assert [finding["code"] for finding in told["findings"]] == ["flow_nothing"]  # it was seen, and never moved
    assert "holds no amounts of this" in shell.command("flow", PIG.format(1)).stdout.decode()


@pytest.mark.parametrize("tolerance", ["1", "-0.1", "much"])
def test_a_tolerance_is_a_share(shell: Running, tolerance: str) -> None:
    ran = shell.command("flow", PIG.format(1), f"--tolerance={tolerance}")
    assert ran.returncode == 2
    assert b"is no share" in ran.stderr


def test_a_string_is_identified_without_a_database(shell: Running) -> None:
    shell.environment["ZHUISU_DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"
    ran = shell.command("identify", "(01)06901234000016(21)PIG1", "--json")
    del shell.environment["ZHUISU_DATABASE_URL"]
    assert answered(ran)["codes"][0]["key"] == "01/06901234000016/21/PIG1"


def test_a_key_is_printed_whole_however_narrow_the_terminal(shell: Running) -> None:
    text = shell.command("identify", "https://id.gs1.org/01/06901234000016/21/12345678901234567890").stdout.decode()
    assert "01/06901234000016/21/12345678901234567890" in text.replace("\n", "").replace(" ", "")


def test_a_string_that_is_nothing_ends_with_1_or_is_kept_as_it_is(shell: Running) -> None:
    ran = shell.command("identify", "???")
    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.startswith(b"zhuisu: '???'")


def test_each_call_prints_a_new_token(shell: Running) -> None:
    first, second = (shell.command("token", "operator").stdout.decode() for _ in range(2))
    assert first.startswith("zs_")
    assert first != second
    assert answered(shell.command("token", "operator", "--json"))["account"] == "operator"


def test_a_token_of_an_account_that_is_not_there_says_how_to_make_it(shell: Running) -> None:
    ran = shell.command("token", "farm")
    assert ran.returncode == 1
    assert b"--scope capture" in ran.stderr
    assert shell.command("token", "farm", "--scope", "capture").stdout.startswith(b"zs_")
    assert shell.command("token", "farm").stdout.startswith(b"zs_")


def test_the_city_is_loaded_once(shell: Running) -> None:
    first = shell.command("demo", "--no-serve", "--events", "10")
    assert first.returncode == 0, first.stderr
    second = shell.command("demo", "--no-serve")
    assert first.stdout == second.stdout
    code = next(line for line in first.stdout.decode().splitlines() if line.startswith("    ")).strip()
    assert answered(shell.command("trace", code, "--json"))["events"]


def test_what_was_captured_is_audited_and_the_log_has_one_key_after_the_first_start(
    shell: Running, folder: Path
) -> None:
    shell.command("capture", str(folder / "good.json"))
    told = answered(shell.command("audit", "--documents", "--json"))
    assert (told["holds"], told["findings"], told["waiting"]) == (True, [], 0)
    assert told["events"] == told["treeSize"] >= 1
    assert b"Everything is as it was recorded" in shell.command("audit").stdout
    assert answered(shell.command("logkey", "--json")) == {"origin": None, "keys": []}
    assert b"has not begun" in shell.command("logkey", "--rotate").stderr


def test_a_token_that_was_revoked_is_counted_once(shell: Running) -> None:
    shell.command("token", "gate", "--scope", "capture")
    token = shell.command("token", "gate").stdout.decode().strip()
    assert answered(shell.command("token", "gate", "--revoke", token, "--json")) == {"account": "gate", "revoked": 1}
    again = shell.command("token", "gate", "--revoke", token)
    assert (again.returncode, "no such token" in again.stderr.decode()) == (1, True)
    assert answered(shell.command("token", "gate", "--revoke", "--json"))["revoked"] == 1


def test_a_client_gets_its_secret_once_and_is_revoked_by_its_id(shell: Running) -> None:
    party = ("--party", "urn:epc:id:pgln:6901234.00001")
    made = answered(shell.command("client", "dairy", "--scope", "capture", "--scope", "read", *party, "--json"))
    other = shell.command("client", "dairy").stdout.decode().split()
    assert (made["account"], other[0], other[2]) == ("dairy", "client_id", "client_secret")
    assert made["client_secret"] != other[3]
    ended = answered(shell.command("client", "dairy", "--revoke", made["client_id"], "--json"))
    assert ended == {"account": "dairy", "revoked": 1}
    assert shell.command("client", "dairy", "--revoke", made["client_id"]).returncode == 1


def test_what_names_no_party_is_refused_with_examples(shell: Running) -> None:
    ran = shell.command("client", "nobody", "--scope", "read", "--party", "the dairy")
    assert (ran.returncode, "417/" in ran.stderr.decode()) == (1, True)
    assert shell.command("client", "nobody").returncode == 1
