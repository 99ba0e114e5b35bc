"""Captures: bytes as they were found, from files, folders, globs and standard input."""

from counterclaim.captures.files import open_captures

__all__ = ["open_captures"]
