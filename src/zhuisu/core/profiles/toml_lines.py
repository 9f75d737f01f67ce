"""TOML lines: on which line of a TOML text each key stands. TOML 1.0.0; the text has been accepted by tomllib."""

import tomllib
from typing import Any, Final

import msgspec

Path = tuple[str | int, ...]

_BLANK: Final = " \t\r\n"
_BARE_END: Final = ",]}#\n"
_TRIPLES: Final = ('"""', "'''")


class Located(msgspec.Struct, frozen=True):
    """Plain data with the line of each key and element; the line of a key that is not there is its parent's."""

    plain: dict[str, Any]
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def located(text: str) -> Located:
    """Read a TOML text. Raises tomllib.TOMLDecodeError, whose words hold line and column."""
    plain = tomllib.loads(text)
    return Located(plain, _Scanner(text.replace("\r\n", "\n")).lines())


class _Scanner:
    """Walks over the statements of a valid text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._line = 1
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def lines(self) -> dict[Path, int]:
        table: Path = ()
        while self._blank():
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _header(self) -> Path:
        is_array = self._text.startswith("[[", self._at)
        self._skip(2 if is_array else 1)
        path: Path = ()
        names = self._key()
        for index, name in enumerate(names):
            path = (*path, name)
            if is_array and index == len(names) - 1:
                number = self._counts[path] = self._counts.get(path, -1) + 1
                self._lines.setdefault(path, self._line)
                path = (*path, number)
            elif path in self._counts:
                path = (*path, self._counts[path])
        self._blank()
        self._skip(2 if is_array else 1)
        self._lines.setdefault(path, self._line)
        return path

    def _pair(self, table: Path) -> None:
        path = table
        line = self._line
        for name in self._key():
            path = (*path, name)
            self._lines.setdefault(path, line)
        self._blank()
        self._skip(1)  # =
        self._value(path)

    def _key(self) -> list[str]:
        names = []
        while True:
            self._blank()
            if self._text[self._at] in "\"'":
                names.append(str(tomllib.loads(f"key = {self._string()}")["key"]))
            else:
                start = self._at
                while self._text[self._at] not in " \t.=]":
                    self._at += 1
                names.append(self._text[start : self._at])
            self._blank()
            if not self._peek("."):
                return names
            self._skip(1)

    def _value(self, path: Path) -> None:
        self._blank()
        self._lines[path] = self._line
        if self._peek("["):
            self._skip(1)
            index = 0
            while self._blank() and not self._peek("]"):
                self._value((*path, index))
                index += 1
                self._comma()
            self._skip(1)
        elif self._peek("{"):
            self._skip(1)
            while self._blank() and not self._peek("}"):
                self._pair(path)
                self._comma()
            self._skip(1)
        elif self._text[self._at] in "\"'":
            self._string()
        else:
            while self._at < len(self._text) and self._text[self._at] not in _BARE_END:
                self._at += 1

    def _string(self) -> str:
        """Passes a string; answers it as written."""
        quote = self._text[self._at : self._at + 3]
        quote = quote if quote in _TRIPLES else quote[0]
        start = self._at
        self._skip(len(quote))
        while not self._text.startswith(quote, self._at):
            self._skip(2 if self._peek("\\") and quote[0] == '"' else 1)
        self._skip(len(quote))
        while len(quote) == 3 and self._peek(quote[0]):  # a quotation mark may stand before the closing three
            self._skip(1)
        return self._text[start : self._at]

    def _comma(self) -> None:
        self._blank()
        if self._peek(","):
            self._skip(1)

    def _blank(self) -> bool:
        """Passes blanks and comments; whether anything is left."""
        while self._at < len(self._text):
            if self._peek("#"):
                while self._at < len(self._text) and self._text[self._at] != "\n":
                    self._at += 1
            elif self._text[self._at] in _BLANK:
                self._skip(1)
            else:
                return True
        return False

    def _peek(self, character: str) -> bool:
        return self._text.startswith(character, self._at)

    def _skip(self, count: int) -> None:
        passed = self._text[self._at : self._at + count]
        self._line += passed.count("\n")
        self._at += count
