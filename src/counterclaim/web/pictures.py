"""Drawings as files: SVG as it was made, PNG through resvg."""

from typing import Final

import resvg_py
from fastapi import Response

_SCALE: Final = 2
"""Pixels of a PNG for each of the drawing, so that it is sharp on paper."""


def picture(svg: str, form: str, name: str) -> Response:
    """Give a drawing in a form, "svg" or "png", under a file name without its ending."""
    headers = {"Content-Disposition": f'inline; filename="{name}.{form}"'}
    if form == "png":
        body = bytes(resvg_py.svg_to_bytes(svg_string=svg, zoom=_SCALE))
        return Response(body, media_type="image/png", headers=headers)
    return Response(svg.encode("utf-8", "replace"), media_type="image/svg+xml", headers=headers)
