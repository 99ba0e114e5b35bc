"""Counterclaim keeps a ledger of the figures that news reports assert.

Start with ``read``, ``read_text``, ``open_ledger``, ``keep``, ``questions`` and ``show``.

The house has floors, and imports run down only::

    cli                                       the door for people
    web                                       the same in a browser and over HTTP
    api                                       the few functions a Python user needs
    drivers                                   run the pipeline over many captures
    fetch                                     the one door to the network
    pipeline                                  extract_claims: the order of work, written once
    captures feeds readers markers assembly ledger reconcile exporters
    languages                                 packs (data) and their checks
    vocabulary                                measures, units, outlets, places (data)
    model                                     frozen types, standard library only
"""

from importlib import import_module
from types import MappingProxyType

__version__ = "0.1.0"

_HOMES = MappingProxyType(
    {
        "counterclaim.api": (
            "Card",
            "Judge",
            "Ledger",
            "add_up",
            "compare",
            "export",
            "keep",
            "open_ledger",
            "questions",
            "read",
            "read_text",
            "rebuild",
            "reports",
            "scan",
            "show",
            "why",
        ),
        "counterclaim.model": ("Claim", "Extraction", "Policy", "Problem", "ProblemError"),
    }
)
"""Where the public names live. They are imported at first use, so that ``import counterclaim`` is
quick; ``__init__.pyi`` tells type checkers of them."""
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604 (all are strings)


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOME])
