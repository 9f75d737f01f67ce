"""A label: the symbol of a key, to print. GS1 keys give true GS1 symbols."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from zhuisu.core.codes import is_gs1, parse_key
from zhuisu.portal.labels import Symbol, UnprintableError, label_svg
from zhuisu.portal.links import thing_path


@require_safe
def label(request: HttpRequest, key: str) -> HttpResponse:
    """`?symbol=qr` (default: opens the dossier, as a GS1 Digital Link where the key is GS1's) or `datamatrix`."""
    try:
        symbol = Symbol(request.GET.get("symbol", Symbol.QR))
        code = parse_key(key)
        path = f"/{key}" if is_gs1(key) else thing_path(key)
        svg = label_svg(code, symbol, request.build_absolute_uri(path))
    except (ValueError, UnprintableError) as error:
        raise Http404 from error
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=86400"
    return response
