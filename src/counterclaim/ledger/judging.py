"""What people decide about claims: added to the ledger, undone by a later entry, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counterclaim.ledger.store import Ledger
from counterclaim.model import Act, Claim, Judgement, Problem, ProblemError, Standing
from counterclaim.model.reason import Amount, Reason


@dataclass(frozen=True, slots=True)
class Judge:
    """One person with a ledger: what they decide is added under their name.

    Claims are named by their ids, figure ids or the first letters of either; ``when`` needs a zone.
    Every method gives the judgement as it was kept, and raises ProblemError CC023 or CC024 where a
    name means none or several, ValueError where a reason, name or zone is missing.
    """

    ledger: Ledger
    who: str

    def merge(self, *names: str, reason: str, when: datetime) -> Judgement:
        """Say that all these claims answer one question, with all that is asked with them."""
        return self._keep(Act.MERGE, names, reason, when, least=2)

    def split(self, stays: str, *leave: str, reason: str, when: datetime) -> Judgement:
        """Say that some claims do not answer what the first one does; they leave together."""
        return self._keep(Act.SPLIT, (stays, *leave), reason, when, least=2)

    def accept(self, *names: str, reason: str, when: datetime) -> Judgement:
        """Say that a claim is read rightly, or that two claims stand as they were found to."""
        return self._keep(Act.ACCEPT, names, reason, when, most=2)

    def reject(self, *names: str, reason: str, when: datetime) -> Judgement:
        """Say that a claim is none, or that two claims are not to be compared."""
        return self._keep(Act.REJECT, names, reason, when, most=2)

    def correct(
        self, name: str, field: str, value: str, *, reason: str, when: datetime
    ) -> Judgement:
        """Give a field of a claim another value; ``reconcile.judged.FIELDS`` lists the fields."""
        return self._keep(Act.CORRECT, (name,), reason, when, field=field, value=value)

    def overrule(
        self, a: str, b: str, relation: Standing | str, *, reason: str, when: datetime
    ) -> Judgement:
        """Say how two claims stand to each other; for ``part_of`` the part comes first."""
        value = str(Standing(relation))
        return self._keep(Act.OVERRULE, (a, b), reason, when, least=2, most=2, value=value)

    def undo(self, judgement: str, *, reason: str, when: datetime) -> Judgement:
        """Take an earlier judgement back, by its id or the first letters of it; both are kept."""
        held = [j for j in self.ledger.judgements() if j.id.startswith(judgement)]
        if len(held) != 1:
            begun = repr(judgement)
            message = Reason("No judgements have an id that begins with {begun}.", begun=begun)
            if held:
                message = Reason(
                    "{count} judgements have an id that begins with {begun}.",
                    count=Amount(len(held)),
                    begun=begun,
                )
            hint = Reason("Give the id that the judgement was kept under.")
            code = "CC024" if held else "CC023"
            raise ProblemError(Problem(code, message, self.ledger.where, hint))
        return self._keep(Act.UNDO, (), reason, when, least=0, undoes=held[0].id)

    def _keep(
        self,
        act: Act,
        names: Sequence[str],
        reason: str,
        when: datetime,
        *,
        least: int = 1,
        most: int | None = None,
        **said: str,
    ) -> Judgement:
        if not reason.strip() or not self.who.strip():
            raise ValueError("a judgement needs a reason and the name of who makes it")
        if when.tzinfo is None:
            raise ValueError("the time of a judgement needs a zone")
        claims = self._claims(names)
        if len(claims) < least or (most is not None and len(claims) > most):
            raise ValueError(f"{act} is not said of {len(claims)} different claims")
        judgement = Judgement(
            act=act,
            claims=tuple(c.id for c in claims),
            figures=tuple(c.figure_id for c in claims),
            reason=reason,
            who=self.who,
            when=when,
            **said,
        )
        self.ledger.judge(judgement)
        return judgement

    def _claims(self, names: Sequence[str]) -> list[Claim]:
        return list({c.id: c for c in map(self.ledger.claim, names)}.values())
