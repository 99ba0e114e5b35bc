"""What each policy reads out of one question, and how far the policies lie apart."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from counterclaim.model import Basis, Comparison, End, Standing, Tally, Voice
from counterclaim.model.reason import Reason
from counterclaim.reconcile.answers import UNDATED, Answer, quoted, unbounded
from counterclaim.reconcile.policies import Lost, Rule, rules
from counterclaim.reconcile.questions import Group
from counterclaim.reconcile.readings import Word, aside, read, word_of
from counterclaim.reconcile.sums import Sum, add_up
from counterclaim.reconcile.trapezoid import EXACT

Voices = Mapping[str, Voice]
FEW = 4
"""Figures of a question up to which each counts as it stands."""
MANY = 3
"""Reports that give a figure from which one given by a single report does not replace it."""
DEAD, LOST = "killed", "missing"


def tally(
    group: Group,
    voices: Voices,
    comparisons: Iterable[Comparison],
    *,
    retold: Mapping[str, Answer] | None = None,
    copies: AbstractSet[str] = frozenset(),
    lost: Iterable[Answer] = (),
) -> Iterator[Tally]:
    """Read one question by every policy; ``comparisons`` are those within the question.

    ``retold`` are the claims that only pass another on, by id: they bring no word of their own.
    ``copies`` are the documents of copied words: their retold claims are as if not there, so that an
    echo changes nothing but the counts of reports and outlets. ``lost`` are claims on the missing,
    for policies that count them with the dead.
    """
    passed_on = retold or {}
    own = {a.id for a in group.answers if _own_word(a, passed_on.get(a.id))}
    printed = [
        a for a in group.answers if a.id in own or a.report.document_id not in copies
    ] or list(group.answers)
    held = {a.id for a in printed}
    stands = [c for c in comparisons if c.a in held and c.b in held]
    told = [a for a in printed if a.id in own] or printed
    given = _Given(printed)
    standing = _standing(told, stands, given) or [a for a in told if a.number is not None]
    stand = {a.id for a in standing}
    fresh = [a for a in printed if _news(passed_on.get(a.id), stand)] or told
    disputed = _disputed(standing, voices, stands)
    outlets = {a.report.imprint.publisher or a.report.document_id for a in group.answers}
    missing = _missing(lost, voices) if group.question.measure == DEAD else {}
    rises = group.question.measure == DEAD
    same: dict[End | None, End | None] = {}
    for policy, rule in rules().items():
        ends = read(_words(standing, voices, rule, missing, given), rule, rises=rises)
        # Most policies read the same ends out of most questions: each is kept once.
        low, best, high = (same.setdefault(end, end) for end in ends)
        yield Tally(
            question=group.question.id,
            policy=policy,
            low=low,
            best=best,
            high=high,
            latest=_latest(fresh).id,
            reports=len({a.report.document_id for a in group.answers}),
            outlets=len(outlets),
            originators=len({voices[a.id].key for a in group.answers}),
            disputed=disputed,
        )


class _Given:
    """How often the claims of a question give each number."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._here = Counter((a.report.document_id, a.number) for a in answers)
        self._reports = Counter(number for _, number in self._here)

    def reports(self, a: Answer) -> int:
        """Count the reports that give the number."""
        return self._reports[a.number]

    def rank(self, a: Answer) -> tuple[int, int]:
        """Rank the figures of one report: the one it is about is given most, then first."""
        return self._here[a.report.document_id, a.number], -a.claim.figure.start


def _own_word(a: Answer, original: Answer | None) -> bool:
    """Tell whether a claim adds a word: it passes none on, or closes an open one of its report.

    A report that says "at least eight" and then "eight" is about eight; another that leaves the hedge out
    only tells it worse.
    """
    if original is None:
        return True
    return original.report is a.report and unbounded(original) and not unbounded(a)


def _news(original: Answer | None, standing: AbstractSet[str]) -> bool:
    """Tell a claim that may be the last word: no echo of a figure that has been replaced."""
    return original is None or original.id in standing


def _latest(answers: Sequence[Answer]) -> Answer:
    """Give the last word on a question: of the last report's figures, one that is given twice.

    A figure that nobody gives again often is of something else, in passing.
    """
    told = [a for a in answers if a.number is not None] or list(answers)
    told = [a for a in told if a.order[0] != UNDATED] or told
    last = [a for a in told if a.report is told[-1].report]
    times = Counter(a.number for a in told)
    again = [a for a in last if times[a.number] > 1]
    return again[-1] if again and len(told) > FEW else last[-1]


def _standing(
    answers: Iterable[Answer],
    comparisons: Iterable[Comparison],
    given: _Given,
) -> list[Answer]:
    """Give the figures that no later count has replaced.

    Of two figures of one time in one report, neither is the later count; and what one report gives
    in passing replaces nothing that many give.
    """
    held = {a.id: a for a in answers}
    replaced = set()
    for c in comparisons:
        if c.relation == Standing.REVISES and c.a in held:
            a, b = held[c.a], held.get(c.b)
            at_once = b is not None and a.report is b.report and a.counted_on == b.counted_on
            at_once = at_once and a.grown_to is None
            passing = b is not None and given.reports(b) < 2 and given.reports(a) >= MANY
            if not at_once and not passing:
                replaced.add(c.a)
    return [a for a in held.values() if a.number is not None and a.id not in replaced]


def _current(standing: Iterable[Answer], voices: Voices, rule: Rule, given: _Given) -> list[Answer]:
    """Give each originator's latest word.

    Figures that the policy takes as they stand come before those it sets aside, which only count
    where nothing else is.
    """
    said: dict[str, list[Answer]] = {}
    for a in standing:
        said.setdefault(voices[a.id].key, []).append(a)
    found = (_latest_word(answers, rule, given) for answers in said.values())
    words = sorted(found, key=lambda a: (*a.order[:2], given.rank(a), a.id))
    words = [a for a in words if not aside(a, rule)] or words
    named = [a for a in words if voices[a.id].basis == Basis.NAMED] if rule.said else []
    return named or words


def _latest_word(answers: Sequence[Answer], rule: Rule, given: _Given) -> Answer:
    """Give what one originator said last: of its last report, the figure that it is about.

    That is one that other reports give too, else the one given most often, else the first. A report
    whose figures no other gives is passed over where there are others: it tells of something else,
    in passing.
    """
    held = [a for a in answers if not aside(a, rule)] or list(answers)
    for report in reversed(list(dict.fromkeys(a.report.document_id for a in held))):
        last = [a for a in held if a.report.document_id == report]
        found = max(last, key=lambda a: (given.reports(a), *given.rank(a)))
        if given.reports(found) > 1:
            return found
    return max((a for a in held if a.report is held[-1].report), key=given.rank)


def _words(
    standing: Iterable[Answer],
    voices: Voices,
    rule: Rule,
    missing: Mapping[tuple[str, str], Answer],
    given: _Given,
) -> list[Word]:
    found: list[Word] = []
    for a in _current(standing, voices, rule, given):
        word = word_of(a, voices[a.id].key, rule, given.reports(a))
        lost = missing.get((word.voice, a.report.document_id))
        if rule.missing == Lost.DEAD and lost is not None:
            word = _with_lost(word, a, lost, voices)
        found.append(word)
    return found


def _missing(lost: Iterable[Answer], voices: Voices) -> dict[tuple[str, str], Answer]:
    """Give the missing that each originator states in each report, the last figure of several."""
    return {(voices[a.id].key, a.report.document_id): a for a in lost}


def _with_lost(word: Word, dead: Answer, lost: Answer, voices: Voices) -> Word:
    """Add the missing to the dead, unless they cannot be added."""
    if not isinstance(add_up((dead, lost), voices), Sum) or lost.number is None:
        return word
    number, low, high = (
        None if value is None else EXACT.add(value, lost.number)
        for value in (word.number, word.low, word.high)
    )
    told = Reason(
        "{dead} dead and {missing} missing added up", dead=quoted(dead), missing=quoted(lost)
    )
    return replace(
        word,
        number=number or word.number,
        low=low,
        high=high,
        claims=(*word.claims, lost.id),
        derived=told,
    )


def _disputed(
    standing: Sequence[Answer], voices: Voices, comparisons: Iterable[Comparison]
) -> bool:
    """Tell whether the latest words of two originators contradict each other.

    Open figures count here, though no end is read from them: "at least 40" is disputed by "25". A
    latest word also stands where the same was said before.
    """
    last = {voices[a.id].key: a for a in standing}
    words = {a.id for a in standing if a.values == last[voices[a.id].key].values}
    closed = {voices[a.id].key: a for a in standing if not unbounded(a)}
    words |= {a.id for a in (closed or last).values()}
    clashes = (c for c in comparisons if c.relation == Standing.CONTRADICTS)
    return any(c.a in words and c.b in words for c in clashes)
