"""Addresses: the screens of ratings, each behind the console's door."""

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import URLPattern, path

from zhuisu.console.rating.backing import backing
from zhuisu.console.rating.certificates import certificate, certificates
from zhuisu.console.rating.exposures import exposure, exposures
from zhuisu.console.rating.incentives import incentive, incentives, incentives_file
from zhuisu.console.rating.ratings import rating, ratings, ratings_file


def addresses(wrap: Callable[[Any], Any]) -> Sequence[URLPattern]:
    """Under `/admin/`; `wrap` asks for password and second factor first."""
    return (
        path("ratings/", wrap(ratings), name="ratings"),
        path("ratings.<str:form>", wrap(ratings_file), name="ratings_file"),
        path("ratings/records/<str:kind>/<path:subject>/", wrap(backing), name="rating_records"),
        path("ratings/<str:kind>/<path:subject>/", wrap(rating), name="rating"),
        path("exposure/", wrap(exposures), name="exposures"),
        path("exposure/<str:number>/", wrap(exposure), name="exposure"),
        path("certificates/", wrap(certificates), name="rating_certificates"),
        path("certificates/<str:number>/", wrap(certificate), name="rating_certificate"),
        path("incentives/", wrap(incentives), name="incentives"),
        path("incentives.<str:form>", wrap(incentives_file), name="incentives_file"),
        path("incentives/<int:id>/", wrap(incentive), name="incentive"),
    )
