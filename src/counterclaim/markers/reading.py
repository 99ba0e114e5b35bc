"""The view of a document that every marker reads."""

from counterclaim.languages.reading import Reading

__all__ = ["Reading"]
