"""Addresses of the public pages."""

from django.urls import path, re_path

from zhuisu.portal.views.certificate import certificate, certificate_pdf, certificate_text
from zhuisu.portal.views.certificate import find as find_certificate
from zhuisu.portal.views.data import data, data_csv, data_index, data_json
from zhuisu.portal.views.digital_link import PRIMARY_KEYS, digital_link, resolver
from zhuisu.portal.views.dossier import dossier
from zhuisu.portal.views.enterprises import enterprise, enterprises
from zhuisu.portal.views.event import event
from zhuisu.portal.views.exposure import exposure
from zhuisu.portal.views.home import find, home, personal
from zhuisu.portal.views.how import how, wall, wall_symbol
from zhuisu.portal.views.label import label
from zhuisu.portal.views.notice import notice
from zhuisu.portal.views.proof import about_proof, proof, proof_file
from zhuisu.portal.views.recalls import recall, recall_symbol, recalls
from zhuisu.portal.views.report import follow, followed, followed_symbol, report
from zhuisu.portal.views.scan import scan
from zhuisu.portal.views.search import search
from zhuisu.portal.views.variety import variety

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("find", find, name="find"),
    path("search", search, name="search"),
    path("enterprises", enterprises, name="enterprises"),
    path("enterprises/<path:key>", enterprise, name="enterprise"),
    path("report", report, name="report"),
    path("report/follow", follow, name="report-follow"),
    path("report/<str:number>/<str:secret>.svg", followed_symbol, name="report-symbol"),
    path("report/<str:number>/<str:secret>", followed, name="report-followed"),
    path("data", data, name="data"),
    path("data/index.json", data_index, name="data-index"),
    path("data/<slug:name>.csv", data_csv, name="data-csv"),
    path("data/<slug:name>.json", data_json, name="data-json"),
    path("how", how, name="how"),
    path("wall", wall, name="wall"),
    path("wall.svg", wall_symbol, name="wall-symbol"),
    path("personal", personal, name="personal"),
    path("scan", scan, name="scan"),
    path("t/<path:text>", dossier, name="dossier"),
    path("event/<uuid:event_id>", event, name="event"),
    path("event/<uuid:event_id>/proof", proof, name="proof"),
    path("event/<uuid:event_id>/proof.tlog-proof", proof_file, name="proof-file"),
    path("variety/<str:name>", variety, name="variety"),
    path("recalls", recalls, name="recalls"),
    path("recalls/<str:number>.svg", recall_symbol, name="recall-symbol"),
    path("recalls/<str:number>", recall, name="recall"),
    path("exposure", exposure, name="exposure"),
    path("certificate", find_certificate, name="certificate-find"),
    path("certificate/<str:number>.txt", certificate_text, name="certificate-text"),
    path("certificate/<str:number>.pdf", certificate_pdf, name="certificate-pdf"),
    path("certificate/<str:number>", certificate, name="certificate"),
    path("notice/<str:secret>", notice, name="notice"),
    path("about/proof", about_proof, name="about-proof"),
    path("label/<path:key>.svg", label, name="label"),
    path(".well-known/gs1resolver", resolver, name="resolver"),
    re_path(rf"^(?P<ai>{'|'.join(PRIMARY_KEYS)})/(?P<rest>.+)$", digital_link, name="digital-link"),
]
