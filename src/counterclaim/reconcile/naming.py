"""Ids of questions that stay as reports come in.

A question is named after its first figure. A report that was published before all others could
rename it, and so could figures that leave; so whoever has named the questions before passes the
names in, and each name stays with the question that holds most of the figures it was given for.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from counterclaim.model import Claim
from counterclaim.model.identity import content_id
from counterclaim.reconcile.answers import Answer

Names = Mapping[str, str]
"""Id of the question that a claim was of, by claim id or figure id."""


def name_questions(groups: Sequence[Sequence[Answer]], known: Names) -> list[str]:
    """Give an id for each group of answers, no two alike.

    Of two groups with as many figures of a name, the one with the earlier figure keeps it.
    """
    shares: list[tuple[int, int, str]] = []
    for i, group in enumerate(groups):
        held = Counter(name for a in group if (name := _known(a, known)))
        shares += [(-count, i, name) for name, count in held.items()]
    reserved = frozenset(known.values())
    given: dict[int, str] = {}
    used: set[str] = set()
    for _, i, name in sorted(shares):
        if i not in given and name not in used:
            given[i] = name
            used.add(name)
    for i, group in enumerate(groups):
        if i not in given:
            given[i] = _new(group[0], used | reserved)
            used.add(given[i])
    return [given[i] for i in range(len(groups))]


def share_names(stories: Sequence[Sequence[Claim]], known: Names) -> list[Names]:
    """Give each story, for its claims, the names that it holds most figures of.

    A name of another story stands under no claim, so that it is only kept from being given again.
    """
    held: dict[str, Counter[int]] = {}
    for i, claims in enumerate(stories):
        for claim in claims:
            if name := _of(claim, known):
                held.setdefault(name, Counter())[i] += 1
    home = {name: min(count, key=lambda i: (-count[i], i)) for name, count in held.items()}
    others = {f"of another story: {name}": name for name in home}
    return [
        {
            **others,
            **{c.id: name for c in claims if home.get(name := _of(c, known)) == i},
        }
        for i, claims in enumerate(stories)
    ]


def _known(a: Answer, known: Names) -> str:
    return _of(a.claim, known)


def _of(claim: Claim, known: Names) -> str:
    return known.get(claim.id) or known.get(claim.figure_id, "")


def _new(first: Answer, used: AbstractSet[str]) -> str:
    """Name a question after its first figure; again, where figures that left have the name."""
    turn = 0
    # A name that is kept elsewhere is never given a second time.
    while (name := content_id(["question", first.claim.figure_id, first.measure, turn])) in used:
        turn += 1
    return name
