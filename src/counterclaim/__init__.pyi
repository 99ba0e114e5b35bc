from counterclaim.api import Card as Card
from counterclaim.api import Judge as Judge
from counterclaim.api import Ledger as Ledger
from counterclaim.api import add_up as add_up
from counterclaim.api import compare as compare
from counterclaim.api import export as export
from counterclaim.api import keep as keep
from counterclaim.api import open_ledger as open_ledger
from counterclaim.api import questions as questions
from counterclaim.api import read as read
from counterclaim.api import read_text as read_text
from counterclaim.api import rebuild as rebuild
from counterclaim.api import reports as reports
from counterclaim.api import scan as scan
from counterclaim.api import show as show
from counterclaim.api import why as why
from counterclaim.model import Claim as Claim
from counterclaim.model import Extraction as Extraction
from counterclaim.model import Policy as Policy
from counterclaim.model import Problem as Problem
from counterclaim.model import ProblemError as ProblemError

__version__: str
