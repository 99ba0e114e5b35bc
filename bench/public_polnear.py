"""PolNeAR: who says it, in political news (polnear-dev, 84 articles, English).

Every attribution of an article is annotated there with source, cue and content. Judged are the
figures that we find.
``source r``: of the claims that stand in the content of attributions with a source, those whose
source overlaps the source of one of these attributions, or shares half of its words.
``source p``: of the claims to which we give a source, those for which that is so.

Not counted: claims whose content is attributed to a pronoun alone, since the source of a claim is
the name behind the pronoun and the set does not say which; attributions without a figure; cues.
A claim outside every content to which we give a source counts against precision, although a voice
carried on from the sentence before is not always annotated there.
"""

from collections.abc import Iterable

from counterclaim.languages import load_pack
from extracting import Extract, Record, read, within
from gold import Row, digest, headed, rows, scorer, shared
from result import Result, f1

FILE = "polnear-dev.jsonl.gz"
LANGUAGE = "en"


def judge(extract: Extract, articles: Iterable[Row]) -> Result:
    """Score articles, each with "text", "date" and "attributions"."""
    pronouns = load_pack(LANGUAGE).words("attribution.pronouns")
    total = right = wanted = given = vague = 0
    for row in articles:
        known = {"id": row["id"], "lang": LANGUAGE, "published": row["date"]}
        extraction, claims = read(extract, headed(row["text"], **known))
        for claim in within(row["text"], claims, extraction):
            sources = _sources(claim, row["attributions"])
            total += 1
            if sources and all(s["text"].lower() in pronouns for s in sources):
                vague += 1
                continue
            wanted += bool(sources)
            given += claim["source"] is not None
            right += any(scorer().same_span(s, claim["source"]) for s in sources)
    scores = f1(right, wanted, given)
    counts = {"claims": total, "attributed": wanted, "given a source": given, "pronouns": vague}
    return Result(
        "public-polnear",
        {"source f1": scores["f1"]},
        {f"source {k}": scores[k] for k in "pr"},
        counts,
    )


def _sources(claim: Record, attributions: list[Row]) -> list[Record]:
    """Source spans of the attributions in whose content the claim's figure stands."""
    start, end = claim["figure"]
    return [
        {"start": s[0], "end": s[1], "text": s[2]}
        for a in attributions
        if any(c[0] < end and start < c[1] for c in a["content"])
        for s in a["source"]
    ]


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
