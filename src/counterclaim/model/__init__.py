"""The nouns of Counterclaim: frozen types that every floor may use, standard library only."""

from counterclaim.model.claim import Attribution, Claim, Extraction, Modality, Mode, Period
from counterclaim.model.comparison import (
    Basis,
    Comparison,
    End,
    Facet,
    Finding,
    NotCompared,
    Policy,
    Question,
    QuestionKind,
    Reconciliation,
    Report,
    Stale,
    Standing,
    Story,
    Tally,
    Voice,
)
from counterclaim.model.document import Capture, Document, Fence, Furniture, Imprint
from counterclaim.model.judgement import Act, Judgement
from counterclaim.model.mention import Cue, Figure, Form, Hit, Place, Sentence, Statement, Timex
from counterclaim.model.problem import PROBLEMS, Problem, ProblemError
from counterclaim.model.quantity import Bound, Kind, Quantity
from counterclaim.model.span import Span

__all__ = [
    "PROBLEMS",
    "Act",
    "Attribution",
    "Basis",
    "Bound",
    "Capture",
    "Claim",
    "Comparison",
    "Cue",
    "Document",
    "End",
    "Extraction",
    "Facet",
    "Fence",
    "Figure",
    "Finding",
    "Form",
    "Furniture",
    "Hit",
    "Imprint",
    "Judgement",
    "Kind",
    "Modality",
    "Mode",
    "NotCompared",
    "Period",
    "Place",
    "Policy",
    "Problem",
    "ProblemError",
    "Quantity",
    "Question",
    "QuestionKind",
    "Reconciliation",
    "Report",
    "Sentence",
    "Span",
    "Stale",
    "Standing",
    "Statement",
    "Story",
    "Tally",
    "Timex",
    "Voice",
]
