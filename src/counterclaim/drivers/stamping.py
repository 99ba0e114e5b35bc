"""Who read a report, and when: the only place that looks at a clock."""

from datetime import UTC, datetime

from counterclaim import __version__
from counterclaim.languages import codes, load_pack
from counterclaim.ledger import Stamp


def stamp(language: str, *, now: datetime | None = None) -> Stamp:
    """Give the stamp of a reading in ``language`` made by this version, at ``now`` or this moment.

    ``pack`` is the language with its pack's version ("en 1"), "" where no pack reads it.
    """
    pack = f"{language} {load_pack(language).version}" if language in codes() else ""
    return Stamp(__version__, pack, now or datetime.now(UTC))
