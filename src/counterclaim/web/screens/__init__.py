"""The screens, in the order of the navigation; each is a module with its own router."""

from counterclaim.web.screens.explore import SCREEN as EXPLORE
from counterclaim.web.screens.home import SCREEN as HOME
from counterclaim.web.screens.interface import SCREEN as INTERFACE
from counterclaim.web.screens.preferences import SCREEN as PREFERENCES
from counterclaim.web.screens.question import SCREEN as QUESTION
from counterclaim.web.screens.reading import SCREEN as READING
from counterclaim.web.screens.report import SCREEN as REPORT
from counterclaim.web.screens.review import SCREEN as REVIEW
from counterclaim.web.screens.screen import Screen

SCREENS: tuple[Screen, ...] = (
    HOME,
    QUESTION,
    EXPLORE,
    READING,
    REVIEW,
    REPORT,
    PREFERENCES,
    INTERFACE,
)
