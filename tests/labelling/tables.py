"""Tables that labelling fills."""

TABLES = (
    "labelling_scanned, labelling_series, labelling_issue, labelling_printing, labelling_certificate, labelling_voiding"
)
