"""Scope rows: what the tables of a scope hold, as lines of COPY's text format and as rows read back."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, NamedTuple


class CauseRow(NamedTuple):
    """Why things were reached. `event` is a ledger id."""

    number: int
    subject: int
    hop: int
    kind: int
    time: int
    source: str
    event: str | None


class ArrivedRows(NamedTuple):
    """Things that one cause reached."""

    keys: Collection[str]
    subject: int
    time: int
    cause: int


class Stood(NamedTuple):
    """Where a thing is. `event` is a ledger id, `as_of` UTC microseconds; `holder` is to receive what is in transit."""

    as_of: int | None
    event: str | None
    state: int
    place: str | None
    party: str | None
    holder: str | None
    inside: str | None


class Look(NamedTuple):
    """A crowd to look at, by one of its things; how many of them are counted now; whether it has no standing yet."""

    seq: int
    thing: str
    subject: int
    time: int
    things: int
    print: int
    is_fresh: bool


def blocks(lines: Iterable[str]) -> Iterator[bytes]:
    """Joined to blocks that are worth writing."""
    waiting: list[str] = []
    size = 0
    for line in lines:
        waiting.append(line)
        size += len(line)
        if size > _BLOCK_CHARACTERS:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()


_BLOCK_CHARACTERS: Final = 1 << 18


def text_array(texts: Collection[str]) -> str:
    """Texts as the text of a PostgreSQL array: a tenth of the cost of dumping a list of them."""
    if not texts:
        return "{}"
    joined = '","'.join(texts)
    if "\\" in joined or joined.count('"') != 2 * (len(texts) - 1):
        joined = '","'.join(text.replace("\\", "\\\\").replace('"', '\\"') for text in texts)
    return '{"' + joined + '"}'


def copy_row(values: Sequence[object]) -> str:
    """A line of COPY's text format. `values` are texts and integers, None where nothing is said."""
    line = "\t".join([_NOTHING if value is None else str(value) for value in values])
    is_plain = line.count("\\") == values.count(None) and "\n" not in line and "\r" not in line
    if is_plain and line.count("\t") == len(values) - 1:
        return line + "\n"
    return "\t".join([_NOTHING if value is None else copy_text(str(value)) for value in values]) + "\n"


def copy_text(text: str) -> str:
    return text.translate(_ESCAPES)


_NOTHING: Final = "\\N"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def arrival_lines(arrived: ArrivedRows) -> str:
    """A line each. Where no key holds what COPY escapes, one join makes them all."""
    keys, subject, time, cause = arrived
    end = f"\t{subject}\t{time}\t{cause}\n"
    lines = end.join(keys) + end
    is_plain = "\\" not in lines and "\r" not in lines and lines.count("\n") == len(keys)
    if is_plain and lines.count("\t") == 3 * len(keys):
        return lines
    return "".join(copy_text(key) + end for key in keys)
