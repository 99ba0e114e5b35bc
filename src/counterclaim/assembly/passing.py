"""Who passed on what somebody said."""

from typing import Final

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.quoting import inside, same_paragraph, tags_of
from counterclaim.assembly.scene import Scene

_NEAR: Final = 4
"""Sentences looked at on either side."""


def passed_on_by(scene: Scene, draft: Draft) -> tuple[tuple[int, int], ...]:
    """Those who passed the chosen statement on, nearest the reader last.

    One voice may be tagged more than once: what it says in a quotation was passed on by whom the
    quotation's tag names, and a sentence without a tag goes on as the one before it in the paragraph.
    Whoever is named within a quotation was passed on by the one quoted.
    """
    chosen = draft.statement
    if chosen is None:
        return ()
    statements, speakers = scene.marks.statements, scene.marks.speakers
    quoted = scene.quoted(draft.figure.start)
    tags = sorted(tags_of(scene, quoted))
    voice = scene.voices[chosen]
    if inside(scene, quoted, chosen) == "own" and quoted >= 0:
        for tag in tags:
            run = speakers[tag]
            if run is not None and scene.voices[tag] != voice:
                return (*statements[chosen].via, run, *statements[tag].via)
    around = _around(scene, draft)
    if not any(statements[i].via for i in around):
        return ()
    same = [i for i in around if scene.voices[i] == voice]
    alike = [i for i in same if statements[i].via]
    here = [i for i in alike if statements[i].sentence == draft.sentence]
    itself = [i for i in alike if i == chosen and statements[i].sentence <= draft.sentence]
    earlier = [] if any(statements[i].sentence == draft.sentence for i in same) else alike
    earlier = [
        i
        for i in earlier
        if statements[i].sentence < draft.sentence
        and same_paragraph(scene, statements[i].sentence, draft.sentence)
    ]
    for found in ([i for i in alike if i in tags], here, itself, earlier[-1:]):
        if found:
            return statements[found[0]].via
    return ()


def _around(scene: Scene, draft: Draft) -> list[int]:
    """The statements of the sentences around a figure whose speaker is known, in order."""
    near = range(draft.sentence - _NEAR, draft.sentence + _NEAR + 1)
    return [i for s in near for i in scene.statements[s] if scene.marks.speakers[i] is not None]
