"""Lines of text that keep their indent when they wrap."""

from rich.console import Console
from rich.table import Table
from rich.text import Text


def hanging(console: Console, indent: int, mark: str, text: Text) -> None:
    """Print ``text`` after ``mark``, wrapped lines under its first word."""
    grid = Table.grid()
    grid.add_column(width=indent + len(mark), no_wrap=True, style="dim")
    grid.add_column()
    grid.add_row(" " * indent + mark, text)
    console.print(grid)
