"""What a person decided about claims, kept beside what the machine made of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counterclaim.model.identity import content_id


class Act(StrEnum):
    """What a judgement does.

    merge: all the claims answer one question. split: the claims after the first leave the first
    one's question, together. accept: a claim, or how two claims stand, is right. reject: a claim is
    none, or two claims are not to be compared. correct: a field of a claim has another value.
    overrule: two claims stand in another relation. undo: an earlier judgement no longer holds.
    """

    MERGE = "merge"
    SPLIT = "split"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    OVERRULE = "overrule"
    UNDO = "undo"


@dataclass(frozen=True)
class Judgement:
    """One decision. ``figures`` are the figure ids of ``claims``, in the same order.

    A claim is known again by its id or, once it was read anew, by its figure's. ``field`` and
    ``value`` are what a correction sets; ``value`` is the relation of an overruling. ``undoes`` is
    the id of a judgement. ``when`` has a zone.
    """

    act: Act
    claims: tuple[str, ...]
    figures: tuple[str, ...]
    reason: str
    who: str
    when: datetime
    field: str = ""
    value: str = ""
    undoes: str = ""

    @property
    def id(self) -> str:
        """Content hash over everything the judgement says."""
        return content_id(
            [
                "judgement",
                self.act,
                [*self.claims],
                [*self.figures],
                [self.reason, self.who, self.when.isoformat()],
                [self.field, self.value, self.undoes],
            ]
        )
