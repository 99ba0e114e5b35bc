"""The nouns of Counterclaim: frozen types that every floor may use, standard library only."""

from counterclaim.model.claim import Attribution, Claim, Extraction, Modality, Mode, Period
from counterclaim.model.document import Capture, Document, Fence, Furniture, Imprint
from counterclaim.model.mention import Cue, Figure, Form, Hit, Place, Sentence, Statement, Timex
from counterclaim.model.problem import PROBLEMS, Problem, ProblemError
from counterclaim.model.quantity import Bound, Kind, Quantity
from counterclaim.model.span import Span

__all__ = [
    "PROBLEMS",
    "Attribution",
    "Bound",
    "Capture",
    "Claim",
    "Cue",
    "Document",
    "Extraction",
    "Fence",
    "Figure",
    "Form",
    "Furniture",
    "Hit",
    "Imprint",
    "Kind",
    "Modality",
    "Mode",
    "Period",
    "Place",
    "Problem",
    "ProblemError",
    "Quantity",
    "Sentence",
    "Span",
    "Statement",
    "Timex",
]
