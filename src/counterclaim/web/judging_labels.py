"""English words for what judgements are made of; the catalogues translate them."""

from types import MappingProxyType

from counterclaim.web.labels import MODALITIES, MODES, N_

ACTS = MappingProxyType(
    {
        "merge": N_("merged questions"),
        "split": N_("parted a question"),
        "accept": N_("accepted"),
        "reject": N_("rejected"),
        "correct": N_("corrected"),
        "overrule": N_("overruled a relation"),
        "undo": N_("took back"),
    }
)
PAIR_ACTS = MappingProxyType(
    {"accept": N_("confirmed a relation"), "reject": N_("kept two claims apart")}
)
FIELDS = MappingProxyType(
    {
        "measure": N_("Measure"),
        "bound": N_("How the words bound it"),
        "low": N_("Low end"),
        "high": N_("High end"),
        "unit": N_("Unit"),
        "mode": N_("Counted as"),
        "modality": N_("Put forward as"),
        "place_code": N_("Code of the place"),
        "from": N_("First day"),
        "to": N_("Last day"),
    }
)
BOUNDS = MappingProxyType(
    {
        "exact": N_("exactly"),
        "about": N_("about"),
        "range": N_("from … to …"),
        "at_least": N_("at least"),
        "more_than": N_("more than"),
        "at_most": N_("at most"),
        "less_than": N_("less than"),
        "vague": N_("a vague word"),
        "unknown": N_("not known"),
    }
)
CHOICES = MappingProxyType({"bound": BOUNDS, "mode": MODES, "modality": MODALITIES})
"""Words for the values of fields that have a closed set of them."""
