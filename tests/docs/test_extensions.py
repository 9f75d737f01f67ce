"""The page about extensions: its documents are captured, and each of its queries finds as many as it says."""

import re
from pathlib import Path

from tests.docs.blocks import blocks, run
from tests.server.clusters import migrated_home
from tests.server.running import running


def test_the_queries_find_what_the_page_says(tmp_path: Path) -> None:
    for language in ("json", "xml"):
        (tmp_path / f"cold.{language}").write_text(blocks("extensions.md", language)[0], encoding="utf-8")
    program = blocks("extensions.md", "sh")[0]
    expected = re.findall(r"^count '.*# (\d+)$", program, re.MULTILINE)
    with migrated_home() as home, running(home) as server:
        said = run(["bash", "-euo", "pipefail"], program, server=server, folder=tmp_path)
    assert len(expected) > 5
    assert said.split() == expected
