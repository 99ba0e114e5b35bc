"""Which family of measures a measure belongs to: each has a colour of its own in assets/app.css."""

from types import MappingProxyType

_FAMILIES = MappingProxyType(
    {
        "death": ("killed",),
        "harm": ("injured", "casualties", "infected", "hospitalised"),
        "lost": ("missing", "captured", "arrested", "charged"),
        "moved": ("displaced", "evacuated", "affected"),
        "saved": ("rescued", "recovered"),
        "force": ("deployed", "present", "attacks", "voted"),
        "things": ("destroyed", "damaged", "measurement"),
        "money": ("aid", "loss", "price", "budget"),
    }
)
FAMILIES = MappingProxyType({name: family for family, names in _FAMILIES.items() for name in names})


def family(measure: str) -> str:
    """Give the family of a measure, the end of its CSS class ``m-...``; "other" for the rest."""
    return FAMILIES.get(measure, "other")
