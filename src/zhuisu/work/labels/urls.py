"""Addresses under /work/labels/."""

from django.urls import path

from zhuisu.work.labels import certificates, issuing, listing, printing, tickets

urlpatterns = [
    path("", listing.labels, name="labels"),
    path("new", issuing.new, name="label-new"),
    path("product", issuing.product, name="label-product"),
    path("issues/<int:number>", listing.issue, name="label-issue"),
    path("of", printing.of, name="label-of"),
    path("preview", printing.preview, name="label-preview"),
    path("print", printing.printed, name="label-print"),
    path("certificates/", certificates.certificates, name="certificates"),
    path("certificates/new", certificates.new, name="certificate-new"),
    path("certificates/<str:number>", certificates.one, name="certificate"),
    path("certificates/<str:number>/void", certificates.voided, name="certificate-void"),
    path("certificates/<str:number>/print", certificates.printed, name="certificate-print"),
    path("tickets/", tickets.tickets, name="tickets"),
    path("tickets/new", tickets.new, name="ticket-new"),
    path("tickets/<int:issue>", tickets.one, name="ticket"),
    path("tickets/<int:issue>/print", tickets.printed, name="ticket-print"),
]
