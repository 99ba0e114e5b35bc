"""From a form to judgements: what was meant, and whether it can be said."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from counterclaim.model import Act, Claim, Judgement, Standing
from counterclaim.reconcile.judged import FIELDS, correct
from counterclaim.web.labels import N_

LONGEST = 2000
"""Characters of a reason or a name."""
NONE = "none"
"""As a relation: two claims are not to be compared."""
SAME = "same"
"""As a relation: two claims stand as they were found to."""


_FIGURE = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,12})?")


class RefusedError(Exception):
    """What a form says cannot be kept; the message is for people, in English."""


def values_of(claim: Claim) -> dict[str, str]:
    """Give the fields of a claim that a person may correct, in the words that a form has."""
    q, p = claim.quantity, claim.period
    return {
        "measure": claim.measure,
        "bound": str(q.bound),
        "low": _plain(q.low),
        "high": _plain(q.high),
        "unit": q.unit,
        "mode": str(claim.mode),
        "modality": str(claim.modality),
        "place_code": claim.place_code,
        "from": p.start.isoformat() if p.start else "",
        "to": p.end.isoformat() if p.end else "",
    }


class Clerk:
    """Writes judgements down for one person at one moment, for one reason."""

    def __init__(self, who: str, reason: str, when: datetime | None = None) -> None:
        self.who, self.reason = " ".join(who.split())[:LONGEST], reason.strip()[:LONGEST]
        self.when = when or datetime.now(UTC)
        if not self.who:
            raise RefusedError(N_("Say who judges: the history keeps a name."))
        if not self.reason:
            raise RefusedError(N_("Give a reason: others will want to know why."))

    def of(self, act: Act, claim: Claim) -> list[Judgement]:
        """Accept or reject one claim."""
        if act not in {Act.ACCEPT, Act.REJECT}:
            raise RefusedError(N_("Choose what you say of the claim."))
        return [self._said(act, [claim])]

    def corrections(
        self, machine: Claim, present: Claim, values: Mapping[str, str]
    ) -> list[Judgement]:
        """Correct every field that differs from what holds at ``present``.

        One judgement for each field, so that each may be undone by itself.
        """
        before = values_of(present)
        changed = {
            name: values[name].strip()
            for name in FIELDS
            if name in values and values[name].strip() != before[name]
        }
        if not changed:
            raise RefusedError(N_("Nothing was changed."))
        made = present
        for name, value in changed.items():
            try:
                made = correct(made, name, _sane(name, value))
            except ValueError:
                raise RefusedError(
                    N_("A figure, a day or a name is not written as it must be.")
                ) from None
        q, p = made.quantity, made.period
        if q.low is not None and q.high is not None and q.low > q.high:
            raise RefusedError(N_("The low end lies above the high end."))
        if p.start and p.end and p.start > p.end:
            raise RefusedError(N_("The first day lies after the last."))
        return [
            self._said(Act.CORRECT, [machine], field=name, value=value)
            for name, value in changed.items()
        ]

    def pair(self, a: Claim, b: Claim, relation: str) -> list[Judgement]:
        """Say how two claims stand: a relation, ``NONE`` or ``SAME``."""
        if a.id == b.id:
            raise RefusedError(N_("A claim cannot be set against itself."))
        if relation == SAME:
            return [self._said(Act.ACCEPT, [a, b])]
        if relation == NONE:
            return [self._said(Act.REJECT, [a, b])]
        if relation not in set(Standing):
            raise RefusedError(N_("Choose how the two stand."))
        return [self._said(Act.OVERRULE, [a, b], value=relation)]

    def merge(self, claims: Sequence[Claim]) -> list[Judgement]:
        """Say that all these answer one question."""
        if len(claims) < 2:
            raise RefusedError(N_("Choose a question to merge with."))
        return [self._said(Act.MERGE, claims)]

    def split(self, stay: Sequence[Claim], leave: Sequence[Claim]) -> list[Judgement]:
        """Say that the second claims leave the question of the first, together."""
        if not leave or not stay:
            raise RefusedError(N_("Tick the claims that leave, and leave at least one."))
        return [self._said(Act.SPLIT, [stay[0], *leave])]

    def undo(self, judgement: Judgement) -> list[Judgement]:
        """Take an earlier judgement back."""
        return [self._said(Act.UNDO, [], undoes=judgement.id)]

    def _said(self, act: Act, claims: Iterable[Claim], **more: str) -> Judgement:
        held = list({c.id: c for c in claims}.values())
        return Judgement(
            act,
            tuple(c.id for c in held),
            tuple(c.figure_id for c in held),
            self.reason,
            self.who,
            self.when,
            **more,
        )


def _plain(value: Decimal | None) -> str:
    if value is None:
        return ""
    # A figure of a thousand noughts would fill the page.
    return format(value, "f") if abs(value.adjusted()) < 30 else str(value)


def _sane(name: str, value: str) -> str:
    """Give the value, unless it is one that no form of ours sends: ValueError."""
    figure = name in {"low", "high"} and value
    if len(value) > 100 or not value.isprintable() or (figure and not _FIGURE.fullmatch(value)):
        raise ValueError(value)
    return value
