"""How far children live from the nearest place, and how much of a place they share (docs/methods.md
22)."""

from collections.abc import Sequence

import numpy as np

EQUATOR_KM, FLATTENED = 6378.137, 0.00669437999014  # WGS84: radius, eccentricity squared
ZONES = ((5.0, 1.0), (10.0, 0.68), (15.0, 0.22))  # km up to which, and what a child there counts


def kilometres(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Straight-line kilometres from each point to each other, shape (here, there).

    On the ellipsoid's radii of curvature midway between two points: within 0.1% of the geodesic
    up to 150 km. here, there: latitude and longitude in degrees, shape (points, 2).

    >>> kilometres(np.array([[51.0, 0.5]]), np.array([[51.0, 0.5], [51.1, 0.5]])).round(2).tolist()
    [[0.0, 11.12]]
    """
    (lat, lon), (to_lat, to_lon) = np.radians(here).T, np.radians(there).T
    middle = (lat[:, None] + to_lat) / 2
    curved = 1 - FLATTENED * np.sin(middle) ** 2
    north = EQUATOR_KM * (1 - FLATTENED) / curved**1.5 * (lat[:, None] - to_lat)
    east = EQUATOR_KM / np.sqrt(curved) * np.cos(middle) * (lon[:, None] - to_lon)
    return np.hypot(north, east)


def nearest(km: np.ndarray) -> np.ndarray:
    """Kilometres to the nearest place, shape (homes,); infinite where there is none."""
    return km.min(axis=1, initial=np.inf)


def percentile(km: np.ndarray, children: np.ndarray, share: float) -> float:
    """The distance that a share of the children live within; NaN without a child.

    >>> percentile(np.array([1.0, 2.0, 9.0]), np.array([5, 4, 1]), 0.9)
    2.0
    """
    if not children.sum():
        return float("nan")
    order = np.argsort(km, kind="stable")
    reached = np.cumsum(children[order]) >= share * children.sum()
    return float(km[order][np.argmax(reached)])


def within(km: np.ndarray, children: np.ndarray, band: float) -> float:
    """Percent of the children who live within so many kilometres.

    >>> within(np.array([1.0, 5.0, 9.0]), np.array([5, 4, 1]), 5)
    90.0
    """
    total = children.sum()
    return float(100 * children[km <= band].sum() / total) if total else float("nan")


def floating_catchment(
    km: np.ndarray,
    children: np.ndarray,
    capacity: np.ndarray,
    zones: Sequence[tuple[float, float]] = ZONES,
) -> np.ndarray:
    """Capacity a child, shape (homes,): enhanced two-step floating catchment area (Luo, Qi 2009).

    First each place's capacity over the children around it, those farther counting less; then for
    each home the sum over the places around it, again those farther counting less.

    km: shape (homes, places). zones: the kilometres that each ends at and the weight inside it.
    """
    weight = np.zeros_like(km)
    for ends, counts in sorted(zones, reverse=True):
        weight[km <= ends] = counts
    around = weight.T @ children
    each = np.divide(capacity, around, out=np.zeros(len(capacity)), where=around > 0)
    return weight @ each
