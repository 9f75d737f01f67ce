"""Problem: a refusal as an RFC 9457 document, with every reason in the reader's language."""

from collections.abc import Mapping, Sequence
from enum import Enum
from http import HTTPStatus
from typing import Any, NamedTuple

import msgspec
from django.http import HttpResponse

from zhuisu.core.findings import Finding, Language, Text, sentence
from zhuisu.exchange.http.catalogue import CATALOGUE
from zhuisu.exchange.http.language import language_tag

MEDIA_TYPE = "application/problem+json"


class Shape(NamedTuple):
    """What a kind of problem is called. Types are those of EPCIS 2.0 §12; `about:blank` where it has none."""

    type: str
    status: HTTPStatus
    title: Text


class Kind(Enum):
    """The kinds of problem that are answered."""

    VALIDATION = Shape(
        "epcisException:ValidationException", HTTPStatus.BAD_REQUEST, Text("内容无效", "The content is not valid")
    )
    QUERY_PARAMETER = Shape(
        "epcisException:QueryParameterException",
        HTTPStatus.BAD_REQUEST,
        Text("查询参数有误", "A query parameter is wrong"),
    )
    QUERY_VALIDATION = Shape(
        "epcisException:QueryValidationException",
        HTTPStatus.BAD_REQUEST,
        Text("查询定义有误", "The definition of the query is not valid"),
    )
    SUBSCRIPTION_CONTROLS = Shape(
        "epcisException:SubscriptionControlsException",
        HTTPStatus.BAD_REQUEST,
        Text("订阅设置有误", "The controls of the subscription are wrong"),
    )
    UNAUTHENTICATED = Shape(
        "epcisException:SecurityException", HTTPStatus.UNAUTHORIZED, Text("需要令牌", "A token is needed")
    )
    FORBIDDEN = Shape(
        "epcisException:SecurityException", HTTPStatus.FORBIDDEN, Text("权限不足", "The token does not allow this")
    )
    NO_SUCH_NAME = Shape(
        "epcisException:NoSuchNameException", HTTPStatus.NOT_FOUND, Text("没有此名称的查询", "There is no such query")
    )
    NO_SUCH_RESOURCE = Shape(
        "epcisException:NoSuchResourceException", HTTPStatus.NOT_FOUND, Text("没有此资源", "There is no such resource")
    )
    METHOD = Shape("about:blank", HTTPStatus.METHOD_NOT_ALLOWED, Text("不支持此方法", "The method is not allowed"))
    NOT_ACCEPTABLE = Shape(
        "epcisException:NotAcceptableException",
        HTTPStatus.NOT_ACCEPTABLE,
        Text("无法按要求的格式回答", "The answer cannot be given as asked"),
    )
    TOO_SLOW = Shape("about:blank", HTTPStatus.REQUEST_TIMEOUT, Text("发送过慢", "The request arrived too slowly"))
    ALREADY_EXISTS = Shape(
        "epcisException:ResourceAlreadyExistsException",
        HTTPStatus.CONFLICT,
        Text("已存在不同内容", "It exists already, with other content"),
    )
    CONFLICT = Shape("about:blank", HTTPStatus.CONFLICT, Text("与现有状态冲突", "What is there does not allow it"))
    CAPTURE_LIMIT = Shape(
        "epcisException:CaptureLimitExceededException",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Text("内容过大", "The content is too large"),
    )
    QUERY_TOO_LARGE = Shape(
        "epcisException:QueryTooLargeException",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Text("查询结果过多", "The query has too many results"),
    )
    QUERY_TOO_COMPLEX = Shape(
        "epcisException:QueryTooComplexException",
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        Text("查询过于复杂", "The query is too complex"),
    )
    URI_TOO_LONG = Shape(
        "epcisException:URITooLongException",
        HTTPStatus.REQUEST_URI_TOO_LONG,
        Text("地址过长", "The address is too long"),
    )
    MEDIA_TYPE = Shape(
        "epcisException:UnsupportedMediaTypeException",
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        Text("不支持此内容类型", "The content type is not supported"),
    )
    UNPROCESSABLE = Shape(
        "about:blank", HTTPStatus.UNPROCESSABLE_ENTITY, Text("与已知记录矛盾", "It contradicts what was seen before")
    )
    IMPLEMENTATION = Shape(
        "epcisException:ImplementationException",
        HTTPStatus.INTERNAL_SERVER_ERROR,
        Text("服务器出错", "The server failed"),
    )
    NOT_IMPLEMENTED = Shape(
        "epcisException:ImplementationException",
        HTTPStatus.NOT_IMPLEMENTED,
        Text("尚未实现", "This is not implemented"),
    )
    TOO_MANY = Shape("about:blank", HTTPStatus.TOO_MANY_REQUESTS, Text("数量已达上限", "There are too many"))
    UNAVAILABLE = Shape(
        "epcisException:ImplementationException",
        HTTPStatus.SERVICE_UNAVAILABLE,
        Text("暂时无法服务", "The service is not available now"),
    )


class ProblemError(Exception):
    """Ends the handling of a request with a problem document."""

    def __init__(self, kind: Kind, *findings: Finding, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(kind.name)
        self.kind = kind
        self.findings = findings
        self.headers = dict(headers or {})


def problem_response(problem: ProblemError, language: Language) -> HttpResponse:
    """The problem as an answer. `errors` holds every finding; `detail` is the first one's sentence."""
    shape = problem.kind.value
    errors = spoken(problem.findings, language)
    document: dict[str, Any] = {"type": shape.type, "title": shape.title.into(language), "status": int(shape.status)}
    if errors:
        document |= {"detail": errors[0]["detail"], "errors": errors}
    response = HttpResponse(msgspec.json.encode(document), status=shape.status, content_type=MEDIA_TYPE)
    response._has_been_logged = True  # type: ignore[attr-defined]  # django.utils.log: what is worth a line has one
    response.headers["Content-Language"] = language_tag(language)
    response.headers["Cache-Control"] = "no-store"
    for name, value in problem.headers.items():
        response.headers[name] = value
    return response


def spoken(findings: Sequence[Finding], language: Language) -> list[dict[str, Any]]:
    """Findings as JSON values, each with its sentence."""
    return [
        {"code": f.code, "severity": f.severity.value, "path": f.path, "detail": sentence(f, CATALOGUE, language)}
        for f in findings
    ]
