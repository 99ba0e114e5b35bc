"""The command ``example``: the story that comes with Counterclaim."""

from importlib.resources import as_file, files

from rich.rule import Rule

from counterclaim.api import card, contested, reports, scan
from counterclaim.cli.card import print_card
from counterclaim.cli.read import consoles
from counterclaim.cli.table import print_claims
from counterclaim.cli.trouble import Trouble
from counterclaim.model import Extraction, Policy
from counterclaim.reconcile import reconcile


def run_example(policy: str) -> int:
    """Print the claims of the story, then its most contested question; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    found: list[Extraction] = []
    with as_file(files("counterclaim") / "example") as folder:
        for result in scan(folder):
            trouble.take(result)
            if isinstance(result, Extraction):
                found.append(result)
    for extraction in found:
        print_claims(out, extraction)
    held = reports(found)
    made = reconcile(held)
    asked = contested(made)
    if asked:
        out.print(Rule("the most contested question", style="dim"))
        print_card(out, card(asked[0], made, held, policy=Policy(policy)))
    trouble.finish()
    return trouble.status
