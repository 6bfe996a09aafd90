"""Where the labels of a map stand: in their own area where there is room, else beside it with a
line to it; never over one another."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

ROUND = 16  # directions that a label is tried in
RINGS = 30  # distances, each a third of a label's height further out
LEAST_GAP = 1.0  # points between two labels
# heights of a label that it goes out of the way to leave its own area in sight, and others
HIDES, COVERS = 2.5, 4.0
DETAIL = 2.0  # points: what of an outline is too fine to matter here


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a label stands, in points.

    Attributes
    ----------
    moved
        It stands beside its area, which a line leads to.
    free
        Nothing else stands there.
    """

    x: float
    y: float
    moved: bool
    free: bool = True


@dataclass(frozen=True, kw_only=True)
class Land:
    """What labels stand on, in points.

    Attributes
    ----------
    outlines, anchors
        Of each area, and the point of it that is furthest from its edge.
    whole
        All areas together.
    """

    outlines: Any
    anchors: Any
    whole: shapely.Geometry


def land(areas: Sequence[shapely.Geometry]) -> Land:
    """Of the areas' outlines, in points: worked out once for all sizes of type."""
    outlines: Any = shapely.simplify(np.asarray(areas), DETAIL)
    shapely.prepare(outlines)
    anchors = shapely.get_point(shapely.maximum_inscribed_circle(np.asarray(outlines)), 0)
    return Land(outlines=outlines, anchors=anchors, whole=shapely.union_all(outlines))


def spots(
    on: Land,
    sizes: Sequence[tuple[float, float]],
    canvas: tuple[float, float, float, float],
    stop: bool = False,
) -> list[Spot]:
    """A spot for the label of each area; all in points.

    Parameters
    ----------
    sizes
        Width and height of their labels.
    canvas
        Left, bottom, right and top of what labels may stand on.
    stop
        At the first label that nowhere is free for: a smaller type will be tried.
    """
    outlines, anchors = on.outlines, on.anchors
    boxes = [_box(anchor.x, anchor.y, size) for anchor, size in zip(anchors, sizes)]
    inside = [area.covers(box) for area, box in zip(outlines, boxes)]
    taken: list[shapely.Geometry] = [box for box, fits in zip(boxes, inside) if fits]
    # no label covers the point that another area's line leads to
    points = {i: anchor.buffer(LEAST_GAP) for i, anchor in enumerate(anchors)}
    placed = [Spot(x=a.x, y=a.y, moved=False) for a in anchors]
    moved = [i for i, fits in enumerate(inside) if not fits]
    for i in sorted(moved, key=lambda i: outlines[i].area):
        free_of = [*taken, *(point for j, point in points.items() if j != i)]
        placed[i] = _beside(anchors[i], sizes[i], free_of, outlines[i], on.whole, canvas)
        if stop and not placed[i].free:
            break
        at = (placed[i].x, placed[i].y)
        taken += [_box(*at, sizes[i]), shapely.LineString([anchors[i], at])]
    return placed


def _box(x: float, y: float, size: tuple[float, float]) -> shapely.Polygon:
    wide, tall = size[0] / 2 + LEAST_GAP, size[1] / 2 + LEAST_GAP
    return shapely.box(x - wide, y - tall, x + wide, y + tall)


def _beside(
    anchor: shapely.Point,
    size: tuple[float, float],
    taken: Sequence[shapely.Geometry],
    own: shapely.Geometry,
    whole: shapely.Geometry,
    canvas: tuple[float, float, float, float],
) -> Spot:
    """The nearest place where neither the label nor its line is on what is taken; rather off the
    map than on other areas, rather beside its own than hiding it, and on the canvas."""
    turns = np.arange(ROUND) * 2 * np.pi / ROUND
    far = np.arange(RINGS)[:, None] * size[1] / 3
    x = (anchor.x + far * np.cos(turns)).ravel()
    y = (anchor.y + far * np.sin(turns)).ravel()
    left, bottom, right, top = canvas
    wide, tall = size[0] / 2 + LEAST_GAP, size[1] / 2 + LEAST_GAP
    x, y = np.clip(x, left + wide, right - wide), np.clip(y, bottom + tall, top - tall)
    boxes = shapely.box(x - wide, y - tall, x + wide, y + tall)
    lines = shapely.linestrings([[(anchor.x, anchor.y), at] for at in zip(x, y)])
    full = shapely.union_all(list(taken))
    shapely.prepare(full)
    hits = shapely.intersects(full, boxes) | shapely.intersects(full, lines)
    away = np.hypot(x - anchor.x, y - anchor.y)
    if hits.all():
        return Spot(x=float(x[0]), y=float(y[0]), moved=True, free=False)
    free = np.flatnonzero(~hits)
    best, least = free[0], np.inf
    for i in free[np.argsort(away[free], kind="stable")]:
        if away[i] >= least:
            break  # one that is further costs more, whatever it covers
        edges = shapely.bounds(boxes[i])
        on_own = shapely.clip_by_rect(own, *edges).area
        covered = (shapely.clip_by_rect(whole, *edges).area - on_own) / boxes[i].area
        cost = away[i] + (covered * COVERS + (on_own / own.area) ** 2 * HIDES) * size[1]
        if cost < least:
            best, least = i, cost
    return Spot(x=float(x[best]), y=float(y[best]), moved=True)
