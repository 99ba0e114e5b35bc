"""Ids as content hashes: the same content has the same id on every machine and in every run."""

import hashlib
import json
from collections.abc import Sequence

ID_LENGTH = 16
"""Hex digits kept: 64 bits, one expected collision at about five thousand million ids."""

# Made once: some hundreds of ids are made for each report.
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def content_id(parts: Sequence[object]) -> str:
    """Hash a list of plain values over canonical JSON.

    A JSON list, not joined strings: ``["a.b", "c"]`` and ``["a", "b.c"]`` must differ.
    """
    canonical = _canonical(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(canonical).hexdigest()[:ID_LENGTH]
