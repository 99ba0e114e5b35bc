"""Ids of questions that stay as reports come in.

A question is named after its first figure. A report that was published before all others could
rename it, and so could figures that leave; so whoever has named the questions before passes the
names in, and each name stays with the question that holds most of the figures it was given for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import count

from counterclaim.model import Claim
from counterclaim.model.identity import content_id
from counterclaim.reconcile.answers import Answer

Names = Mapping[str, str]
"""Id of the question that a claim was of, by claim id or figure id."""


def name_questions(
    groups: Sequence[Sequence[Answer]], known: Names, taken: AbstractSet[str]
) -> list[str]:
    """Give an id for each group of answers, no two alike.

    Of two groups with as many figures of a name, the one with the earlier figure keeps it. Names
    ``taken`` are given to no question but those that ``known`` gives them to.
    """
    shares: list[tuple[int, int, str]] = []
    for i, group in enumerate(groups):
        held = Counter(name for a in group if (name := _known(a, known)))
        shares += [(-figures, i, name) for name, figures in held.items()]
    given: dict[int, str] = {}
    used: set[str] = set()
    for _, i, name in sorted(shares):
        if i not in given and name not in used:
            given[i] = name
            used.add(name)
    for i, group in enumerate(groups):
        if i not in given:
            given[i] = _new(group[0], used, taken)
            used.add(given[i])
    return [given[i] for i in range(len(groups))]


def share_names(
    stories: Sequence[Sequence[Claim]], known: Names
) -> tuple[list[Names], AbstractSet[str]]:
    """Give each story, for its claims, the names that it holds most figures of; and all names held.

    What is taken is told once: beside each story's own names it would grow with the square of them.
    """
    held: dict[str, Counter[int]] = {}
    for i, claims in enumerate(stories):
        for claim in claims:
            if name := _of(claim, known):
                held.setdefault(name, Counter())[i] += 1
    home = {name: min(counts, key=lambda i: (-counts[i], i)) for name, counts in held.items()}
    own: list[Names] = [
        {c.id: name for c in claims if home.get(name := _of(c, known)) == i}
        for i, claims in enumerate(stories)
    ]
    return own, home.keys()


def names_kept(claims: Sequence[Claim], known: Names, shares: Mapping[str, int]) -> Names:
    """Give the names that a story keeps, for its claims: those it holds the greater part of.

    ``shares`` tells how many claims and figures ``known`` gives each name to. Where all stories are at
    hand, ``share_names`` gives a name to one of them even if none holds that much of it.
    """
    keys = {key for claim in claims for key in (claim.id, claim.figure_id)}
    held = Counter(known[key] for key in keys if key in known)
    named = ((claim.id, _of(claim, known)) for claim in claims)
    return {claim: name for claim, name in named if name and 2 * held[name] > shares[name]}


def _known(a: Answer, known: Names) -> str:
    return _of(a.claim, known)


def _of(claim: Claim, known: Names) -> str:
    return known.get(claim.id) or known.get(claim.figure_id, "")


def _new(first: Answer, used: AbstractSet[str], taken: AbstractSet[str]) -> str:
    """Name a question after its first figure; again, where figures that left have the name."""
    for turn in count():
        name = content_id(["question", first.claim.figure_id, first.measure, turn])
        # A name that is kept elsewhere is never given a second time.
        if name not in used and name not in taken:
            break
    return name
