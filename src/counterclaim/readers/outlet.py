"""Hosts of web addresses, which name an outlet where nothing better does."""

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """Give the host of a web address without "www."; "" for a path or a broken address."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:  # half a pair of brackets
        return ""
