"""JSON answers of the API: one body for one state of the ledger, with an ETag."""

import json
from hashlib import sha256
from typing import Any

from fastapi import Request, Response


def answer(request: Request, body: Any) -> Response:  # noqa: ANN401 (whatever JSON can hold)
    """Give a body as JSON, or 304 without one where the asker has it already."""
    # In ASCII, because words of a report may hold half a surrogate pair.
    written = json.dumps(body, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    tag = f'"{sha256(written).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=headers)
    return Response(written, media_type="application/json", headers=headers)


def _has(asked: str, tag: str) -> bool:
    held = {part.strip().removeprefix("W/") for part in asked.split(",")}
    return tag in held or "*" in held
