"""Feeds: RSS, Atom, JSON Feed and sitemaps become entries; nothing is fetched here."""

from counterclaim.feeds.reading import Entry, Feed, read_feed

__all__ = ["Entry", "Feed", "read_feed"]
