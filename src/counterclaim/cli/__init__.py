"""The command line: ``counterclaim read``, ``text``, ``questions``, ``show`` and ``example``."""


def main() -> None:
    """Run the command that the program's arguments name."""
    # Imported here, so that importing the package costs nothing.
    from counterclaim.cli.app import app  # noqa: PLC0415
    from counterclaim.cli.ending import output_lost, take_closed_streams  # noqa: PLC0415

    take_closed_streams()
    try:
        app()
    except OSError as fault:  # of what is printed before a command runs, such as its help
        output_lost(fault)
