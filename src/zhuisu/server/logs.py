"""Logs: one line an occurrence, readable by people and by `key=value` collectors."""

import logging
from datetime import UTC, datetime

WITHIN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "request", "status_code"}


class LineFormatter(logging.Formatter):
    """`2026-11-02T08:00:00.123Z warning zhuisu.exchange capture refused capture=… events=12`."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        facts = "".join(f" {name}={_quoted(value)}" for name, value in vars(record).items() if name not in WITHIN)
        text = f"{time} {record.levelname.lower()} {record.name} {_on_one_line(record.getMessage())}{facts}"
        return f"{text}\n{self.formatException(record.exc_info)}" if record.exc_info else text


def _quoted(value: object) -> str:
    text = _on_one_line(str(value))
    return f'"{text}"' if " " in text else text


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
