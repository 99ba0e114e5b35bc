"""Closed vocabularies as data: measures with their lattice, and outlets with their names."""

from counterclaim.vocabulary.checks import VocabularyError
from counterclaim.vocabulary.groups import Nature, groups
from counterclaim.vocabulary.measures import Counts, Measure, Subject, measures, parts_of
from counterclaim.vocabulary.outlets import (
    Outlet,
    OutletKind,
    outlet_named,
    outlets,
    outlets_by_name,
)
from counterclaim.vocabulary.plurals import plural

__all__ = [
    "Counts",
    "Measure",
    "Nature",
    "Outlet",
    "OutletKind",
    "Subject",
    "VocabularyError",
    "groups",
    "measures",
    "outlet_named",
    "outlets",
    "outlets_by_name",
    "parts_of",
    "plural",
]
