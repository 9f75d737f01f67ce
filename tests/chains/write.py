"""Write the chains as EPCIS documents, to capture or try them: python -m tests.chains.write FOLDER."""

import sys
from pathlib import Path

from tests.chains.documents import document
from tests.chains.story import broken, clean, stories
from zhuisu import packaged


def main(folder: Path) -> int:
    """`<variety>/clean.json` and `<variety>/broken-<rule>.json` for every rule."""
    library = packaged.library()
    for name, story in stories().items():
        profile = packaged.profiles()[name]
        into = folder / name
        into.mkdir(parents=True, exist_ok=True)
        (into / "clean.json").write_bytes(document(clean(story), profile, library))
        for rule, change in story["broken"].items():
            (into / f"broken-{rule}.json").write_bytes(document(broken(story, change), profile, library))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
