"""A statement made of the phrase that names who speaks and the cue beside it."""

from counterclaim.languages.reading import Reading
from counterclaim.markers.phrase import Phrase
from counterclaim.model import Form, Hit, Nearness, Statement


def speaks(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase can be a source: a pronoun, a name, or a noun that names sources."""
    return phrase.pronoun or phrase.named or phrase.described or reading.text.isupper()


def statement_of(
    index: int, phrase: Phrase | None, hit: Hit, form: Form, nearness: Nearness = Nearness.NEAR
) -> Statement:
    """The statement that a cue and the phrase beside it make; a pronoun's source is found later."""
    if phrase and phrase.pronoun and form is not Form.OUTLET:
        form, phrase = Form.PRONOUN, None
    start, end = (phrase.start, phrase.end) if phrase else (-1, -1)
    return Statement(
        sentence=index,
        source_start=start,
        source_end=end,
        cue_start=hit.start,
        cue_end=hit.end,
        form=form,
        certainty=hit.cue.value or "asserted",
        via=(),
        named=phrase is not None and phrase.named,
        outlet=form is Form.OUTLET,
        tail=0,
        rule=hit.cue.rule,
        nearness=nearness,
    )
