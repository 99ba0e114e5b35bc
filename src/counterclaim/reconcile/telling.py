"""What a sentence says beside a figure of dead or hurt that changes whom the figure counts."""

import re
from collections.abc import Mapping, Sequence

from counterclaim.languages import codes, load_pack
from counterclaim.model import Hit
from counterclaim.reconcile.answers import Answer, names_others
from counterclaim.reconcile.drift import in_title
from counterclaim.reconcile.singles import HIT, HURT

NEXT = 2
"""Characters between a figure and the word beside it: a space, a mark."""
WORST = 25
"""Characters from the verb to what tells how bad the hurt is: "wounded, two of them critically"."""
LABEL = re.compile(r"\s(?:[-–—|]|::)\s")
"""What parts a headline from the name of the outlet behind it."""
Hits = Mapping[str, Sequence[Hit]]


def _found(language: str, text: str) -> Hits:
    return load_pack(language).hits_in(text) if language in codes() else {}


def cues_in_sentence(a: Answer, kind: str) -> Sequence[Hit]:
    """Give the cues of a kind in the sentence of an answer, with places in the report."""
    start = a.claim.sentence.start
    return [
        h._replace(start=h.start + start, end=h.end + start)
        for h in _found(a.report.imprint.language, a.claim.sentence.text).get(kind, ())
    ]


def marks_a_note(a: Answer) -> bool:
    """Tell a number between brackets that points to a note and counts nothing: "[12]"."""
    sentence, figure = a.claim.sentence, a.claim.figure
    start, end = figure.start - sentence.start, figure.end - sentence.start
    return sentence.text[start - 1 : start] == "[" and sentence.text[end : end + 1] == "]"


def only_attempted(a: Answer) -> bool:
    """Tell whether the deed that the measure is read from was only tried: "attempted murder"."""
    cue = a.claim.measure_cue
    if cue is None:
        return False
    return any(0 <= cue.start - h.end <= NEXT for h in cues_in_sentence(a, "tolls.attempted"))


def counts_the_worst(a: Answer) -> bool:
    """Tell whether only those hurt worst are counted: "two critically wounded"."""
    figure, cue = a.claim.figure, a.claim.measure_cue
    if cue is None:
        return False
    start, end = min(figure.end, cue.start), max(figure.end, cue.end)
    return any(
        start <= h.start and h.end <= end + WORST for h in cues_in_sentence(a, "tolls.gravest")
    )


def stands_in_label(a: Answer) -> bool:
    """Tell a number in the name of an outlet that closes a headline: "- Karvik News 12"."""
    title, figure = a.report.imprint.title, a.claim.figure
    if not in_title(a) or a.claim.what is not None:
        return False
    places = [m.end() for m in LABEL.finditer(title) if m.end() < figure.start]
    name = title[places[-1] : figure.start].split() if places else []
    return bool(name) and all(word[0].isupper() for word in name)


def counts_charges(a: Answer) -> bool:
    """Tell a number of charges, whatever they are of: "three counts of murder"."""
    if a.claim.what is None:
        return False
    found = _found(a.report.imprint.language, a.claim.what.text)
    return any(h.cue.value == "charged" for h in found.get("measures.noun", ()))


def sets_others_apart(a: Answer) -> bool:
    """Tell whether those counted are others than some named before: "three others", "3 more shot"."""
    if names_others(a):
        return True
    end = a.claim.figure.end
    return any(0 <= h.start - end <= NEXT for h in cues_in_sentence(a, "mode.increment"))


def is_one_of_those_hit(a: Answer) -> bool:
    """Tell whether the figure is of those hit, of whom one died: "one of five shot has died".

    Of "one of five people killed" all are dead.
    """
    start, end, cue = a.claim.figure.start, a.claim.figure.end, a.claim.measure_cue
    if cue is None or not any(
        0 <= start - h.end <= NEXT for h in cues_in_sentence(a, "tolls.one_of")
    ):
        return False
    states = (
        h for h in cues_in_sentence(a, "measures.state") if end <= h.start and h.end <= cue.start
    )
    return any(h.cue.value in {HURT, HIT} for h in states)


def then_himself(a: Answer) -> bool:
    """Tell whether who killed those counted then killed himself: "killed two, then himself".

    A figure before its verb counts everybody who died.
    """
    cue = a.claim.measure_cue
    if cue is None or cue.start > a.claim.figure.start:
        return False
    return any(h.start >= a.claim.figure.end for h in cues_in_sentence(a, "tolls.own_hand"))
