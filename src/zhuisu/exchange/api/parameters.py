"""Parameters: a query string, checked against the names that an address takes."""

from collections.abc import Mapping

from django.http import QueryDict

from zhuisu.core.findings import Finding, Severity
from zhuisu.exchange.http.problem import Kind, ProblemError


def read_parameters(
    given: QueryDict, required: Mapping[str, int], optional: Mapping[str, int] | None = None
) -> dict[str, str]:
    """The parameters by name. `required` and `optional` map names to the longest text, in characters.

    Raises ProblemError naming all that is wrong.
    """
    names = {**required, **(optional or {})}
    findings = [_wrong("query.missing", name) for name in required if name not in given]
    for name, values in given.lists():
        if name not in names:
            findings.append(_wrong("query.unknown_parameter", name))
        elif len(values) > 1:
            findings.append(_wrong("query.repeated", name, count=len(values)))
        elif not str(values[0]).strip():
            findings.append(_wrong("query.empty", name))
        elif len(values[0]) > names[name]:
            findings.append(
                _wrong("query.bad_value", name, value=f"{str(values[0])[:40]}…", expected=f"≤ {names[name]}")
            )
    if findings:
        raise ProblemError(Kind.QUERY_PARAMETER, *findings)
    return {name: str(values[0]) for name, values in given.lists()}


def bad_value(name: str, value: str, expected: str) -> ProblemError:
    """The problem of a value that the parameter cannot have."""
    return ProblemError(Kind.QUERY_PARAMETER, _wrong("query.bad_value", name, value=value[:200], expected=expected))


def _wrong(code: str, name: str, **facts: str | int) -> Finding:
    return Finding(code, Severity.ERROR, name, {"name": name, **facts})
