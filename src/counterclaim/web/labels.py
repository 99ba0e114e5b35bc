"""English words for the model's closed sets; the catalogues translate them."""

from types import MappingProxyType


def N_(message: str) -> str:  # noqa: N802 (the name by which Babel finds messages)
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


MISSING = N_("There is no such page.")
BROKEN = N_("Something went wrong here. It is noted in the log of the server.")
MODES = MappingProxyType(
    {
        "total": N_("all so far"),
        "increment": N_("newly added"),
        "part": N_("a part of them"),
    }
)
MODALITIES = MappingProxyType(
    {
        "asserted": N_("asserted"),
        "estimated": N_("estimated"),
        "alleged": N_("alleged"),
        "planned": N_("planned"),
        "denied": N_("denied"),
        "hypothetical": N_("supposed"),
    }
)
FURNITURE = MappingProxyType(
    {
        "caption": N_("Caption"),
        "byline": N_("Byline"),
        "dateline": N_("Dateline"),
        "related": N_("Related link"),
        "follow": N_("Invitation to follow"),
        "advertisement": N_("Advertisement"),
        "sign_off": N_("Sign-off"),
        "repeated_title": N_("Title again"),
    }
)
RELATIONS = MappingProxyType(
    {
        "repeats": N_("repeats"),
        "agrees": N_("agrees"),
        "revises": N_("revises"),
        "contradicts": N_("contradicts"),
        "part_of": N_("is part of"),
        "scope_differs": N_("counts something else"),
        "drifts": N_("drifts"),
    }
)
