"""Markers lay typed mentions on a document; each reads the hits and mentions laid before it."""

from counterclaim.markers.attribution import mark_statements, speakers
from counterclaim.markers.figure import mark_figures
from counterclaim.markers.name import mark_names
from counterclaim.markers.place import mark_places
from counterclaim.markers.quotation import mark_quotations
from counterclaim.markers.sentence import mark_sentences
from counterclaim.markers.timex import mark_times

__all__ = [
    "mark_figures",
    "mark_names",
    "mark_places",
    "mark_quotations",
    "mark_sentences",
    "mark_statements",
    "mark_times",
    "speakers",
]
