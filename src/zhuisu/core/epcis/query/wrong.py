"""Wrong: what is wrong with a parameter, as an exception inside the reader and as a finding outside."""

from zhuisu.core.findings import Finding, Severity

VALUE_SHOWN = 200


class WrongError(Exception):
    """A parameter's fault; `code` and `facts` become its finding."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def finding(self, name: str, path: str) -> Finding:
        return Finding(self.code, Severity.ERROR, path, {"name": name[:VALUE_SHOWN], **self.facts})


def bad_value(value: object, expected: str) -> WrongError:
    """The value cannot be had; `expected` says or shows what can."""
    return WrongError("query.bad_value", value=str(value)[:VALUE_SHOWN], expected=expected)
