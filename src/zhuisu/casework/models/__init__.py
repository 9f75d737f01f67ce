"""The tables of casework."""

from zhuisu.casework.models.case import Case, Joined, Look, Reached, Step
from zhuisu.casework.models.field import Inspection, InspectionPicture
from zhuisu.casework.models.letter import Letter
from zhuisu.casework.models.report import Report, ReportPicture

__all__ = [
    "Case",
    "Inspection",
    "InspectionPicture",
    "Joined",
    "Letter",
    "Look",
    "Reached",
    "Report",
    "ReportPicture",
    "Step",
]
