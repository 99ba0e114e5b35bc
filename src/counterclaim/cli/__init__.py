"""The command line: ``counterclaim read``, ``text``, ``questions``, ``show`` and ``example``."""


def main() -> None:
    """Run the command that the program's arguments name."""
    # Imported here, so that importing the package costs nothing.
    from counterclaim.cli.app import app  # noqa: PLC0415

    app()
