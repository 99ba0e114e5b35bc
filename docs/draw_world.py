# ruff: noqa: INP001 (no package: scripts of the documents)
"""Draw the outlines and the middles of countries that the map of the web interface shows.

usage: python docs/draw_world.py FOLDER

FOLDER holds countries-110m.json and countries-50m.json of the npm package world-atlas 2.0.2, which
are Natural Earth's data, in the public domain: npm pack world-atlas, then unpack. Coordinates are
projected with Equal Earth (Šavrič, Patterson and Jenny 2018) to a drawing 1,000 wide; Antarctica is
left out.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from babel.core import get_global

OUT = Path(__file__).parents[1] / "src" / "counterclaim" / "web" / "world.json"
WIDTH = 1000.0
NORTH, SOUTH = 84.0, -57.0
A = (1.340264, -0.081106, 0.000893, 0.003796)
HALF = 2.70663
"""Half the width of the projected globe, for a radius of 1."""
UNNUMBERED = {"Kosovo": "XK"}
ANTARCTICA = "010"

Point = tuple[float, float]


def projected(longitude: float, latitude: float) -> Point:
    """Project degrees to the drawing; y runs down."""
    x, y = _equal_earth(longitude, max(SOUTH, min(NORTH, latitude)))
    top = _equal_earth(0, NORTH)[1]
    unit = WIDTH / (2 * HALF)
    return (x + HALF) * unit, (top - y) * unit


def _equal_earth(longitude: float, latitude: float) -> Point:
    a1, a2, a3, a4 = A
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2, t6 = t * t, t**6
    x = 2 * sqrt(3) * radians(longitude) * cos(t)
    x /= 3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    return x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t


def flattened(points: list[Point]) -> list[Point]:
    """Project a line; one that crosses the edge of the globe runs on beyond the drawing."""
    told: list[Point] = []
    turn = 0.0
    for i, (longitude, latitude) in enumerate(points):
        if i and abs(longitude - points[i - 1][0]) > 180:
            turn += 360 if longitude < points[i - 1][0] else -360
        told.append((longitude + turn, latitude))
    mean = sum(x for x, _ in told) / len(told)
    shift = 360 * round(mean / 360)
    return [projected(x - shift, y) for x, y in told]


class Atlas:
    """A TopoJSON file of countries, in degrees."""

    def __init__(self, path: Path) -> None:
        held = json.loads(path.read_text("utf-8"))
        (sx, sy), (tx, ty) = held["transform"]["scale"], held["transform"]["translate"]
        self.arcs: list[list[Point]] = []
        for arc in held["arcs"]:
            x = y = 0
            points: list[Point] = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            self.arcs.append(points)
        everybody = held["objects"]["countries"]["geometries"]
        self.countries = [c for c in everybody if c.get("id") != ANTARCTICA and "arcs" in c]

    def rings(self, country: dict[str, Any]) -> Iterator[list[int]]:
        """Give the outer and inner borders of a country as numbers of arcs."""
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            yield from polygon

    def ring(self, arcs: list[int]) -> list[Point]:
        """Join arcs to one border; a negative number is an arc backwards."""
        points: list[Point] = []
        for number in arcs:
            arc = self.arcs[number] if number >= 0 else self.arcs[~number][::-1]
            points += arc[1:] if points else arc
        return flattened(points)


def path_of(points: list[Point], *, closed: bool) -> str:
    """Write points as a path in whole numbers, without steps that go nowhere."""
    whole = [(round(x), round(y)) for x, y in points]
    kept = [p for i, p in enumerate(whole) if not i or p != whole[i - 1]]
    if len(kept) < (3 if closed else 2):
        return ""
    (x, y), *rest = kept
    told, steps = f"M{x},{y}l", ""
    for to_x, to_y in rest[: -1 if closed and rest[-1] == kept[0] else None]:
        steps += f" {to_x - x},{to_y - y}"
        x, y = to_x, to_y
    return told + steps.strip() + ("z" if closed else "")


def middle(ring: list[Point]) -> tuple[float, Point]:
    """Give the area of a border and its centre of gravity."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross
        x, y = x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not area:
        return 0.0, ring[0]
    return abs(area / 2), (x / (3 * area), y / (3 * area))


def main() -> None:
    """Write the drawing."""
    folder = Path(sys.argv[1])
    small, fine = Atlas(folder / "countries-110m.json"), Atlas(folder / "countries-50m.json")
    uses = Counter(
        n if n >= 0 else ~n for c in small.countries for ring in small.rings(c) for n in ring
    )
    land = "".join(
        path_of(small.ring(ring), closed=True) for c in small.countries for ring in small.rings(c)
    )
    borders = "".join(
        path_of(flattened(small.arcs[n]), closed=False) for n, k in uses.items() if k > 1
    )
    codes = get_global("territory_aliases")
    middles: dict[str, list[int]] = {}
    for country in fine.countries:
        name = country["properties"]["name"]
        code = codes.get(country.get("id"), [UNNUMBERED.get(name)])[0]
        if code:
            _, (x, y) = max(middle(fine.ring(ring)) for ring in fine.rings(country))
            middles[code] = [round(x), round(y)]
    made = {
        "source": "Natural Earth 4.1.0, public domain, through world-atlas 2.0.2 (ISC licence)",
        "width": WIDTH,
        "height": round(projected(0, SOUTH)[1]),
        "land": land,
        "borders": borders,
        "middles": dict(sorted(middles.items())),
    }
    OUT.write_text(json.dumps(made, indent=0) + "\n", "utf-8")
    sys.stdout.write(f"{OUT.name}: {OUT.stat().st_size:,} bytes, {len(middles)} countries\n")


if __name__ == "__main__":
    main()
