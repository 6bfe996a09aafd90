"""Classes of a choropleth: a colour says no more than the figures do, and darker always means the
same (docs/methods.md 11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import mapclassify
import numpy as np
import pandas as pd

# Tints of the Analysis Function's blue, light to dark; the dark outline carries the contrast
# between neighbours.
SEQUENTIAL = ("#DDEAF6", "#A9CBEA", "#6BACE6", "#2073BC", "#12436D")
# On the two sides of a benchmark, nearest to it first. In grey the orange side is all darker than
# the blue one.
ORANGES = ("#C2571A", "#93400F", "#5E2606")
BLUES = ("#CFE3F5", "#A3C9EA", "#7DB2E2")
CHANGE_EDGES = (-3.0, -0.5, 0.5, 3.0)
MOST_CLASSES = 5
MORE, WORSE, LESS = "darker: more", "orange, darker: worse off", "orange, darker: less"
NICE = (50.0, 20.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01)

DIFFERS = "differs"
# {areas} is filled in by lib/place/profile.py
SCHEMES = {
    DIFFERS: "Where the figures differ",
    "quantiles": "Quantiles (equal numbers of {areas})",
    "natural": "Natural breaks",
    "equal": "Equal steps",
    "line": "Above or below a line",
}


@dataclass(frozen=True, kw_only=True)
class Classes:
    """Class edges (ascending, k - 1 of them) and k colours; meaning: what darker means, for the
    legend. A value is in the class that its figure with so many decimals, as everyone reads it,
    belongs to; one that equals an edge is in the class above it."""

    edges: tuple[float, ...]
    colours: tuple[str, ...]
    decimals: int
    meaning: str = MORE

    def of(self, value: pd.Series) -> list[int]:
        """The class of each value, -1 where it is missing."""
        places = np.searchsorted(self.edges, value.round(self.decimals).to_numpy(), side="right")
        return [int(c) if ok else -1 for c, ok in zip(places, value.notna())]

    def labels(self) -> list[str]:
        """A phrase a class, lowest first."""
        edges = [f"{edge:,.{self.decimals}f}" for edge in self.edges]
        if not edges:
            return ["all"]
        return [
            f"below {edges[0]}",
            *(f"{a} to {b}" for a, b in pairwise(edges)),
            f"{edges[-1]} or more",
        ]


CHANGE = Classes(
    edges=CHANGE_EDGES,
    colours=(*reversed(ORANGES[:2]), "#F7F7F7", BLUES[0], BLUES[2]),
    decimals=1,
    meaning="orange, darker: fewer reached",
)


def classify(
    value: pd.Series, scheme: str, decimals: int, line: float | None = None, k: int = MOST_CLASSES
) -> Classes:
    """Classes of a set of values by mapclassify; edges are rounded as they will be shown, so legend
    and map agree. They part values that may not differ: `differing` is for those with an interval.

    scheme: a key of SCHEMES but DIFFERS. line: the value of the line for "line".
    """
    if scheme == "line":
        if line is None:
            raise ValueError("classify: scheme 'line' needs the value of the line.")
        return Classes(
            edges=(round(line, decimals),),
            colours=(ORANGES[0], BLUES[0]),
            decimals=decimals,
            meaning=LESS,
        )
    known = value.dropna().round(decimals)
    k = min(k, known.nunique())
    if k < 2:
        return Classes(edges=(), colours=SEQUENTIAL[2:3], decimals=decimals)
    make = {
        "quantiles": mapclassify.Quantiles,
        "natural": mapclassify.FisherJenks,
        "equal": mapclassify.EqualInterval,
    }[scheme]
    # mapclassify's bins are upper bounds, inclusive; ours are lower bounds of the next class.
    step = 10.0**-decimals
    upper = [float(np.floor(b / step + 1e-9) * step) for b in make(known.to_numpy(), k=k).bins[:-1]]
    edges = sorted({round(b + step, decimals) for b in upper if known.min() <= b < known.max()})
    return Classes(edges=tuple(edges), colours=_shades(len(edges) + 1), decimals=decimals)


def _shades(k: int) -> tuple[str, ...]:
    return tuple(SEQUENTIAL[i] for i in np.linspace(0, len(SEQUENTIAL) - 1, k).round().astype(int))


def differing(
    value: pd.Series,
    lower: pd.Series,
    upper: pd.Series,
    decimals: int,
    better: str = "",
    benchmark: float | None = None,
) -> Classes:
    """Classes whose sides differ by more than the width of their published rates' intervals; of
    those breaks the ones that make the classes most alike inside (Fisher 1958; Jenks 1977), at
    most five classes.

    Parameters
    ----------
    lower, upper
        95% interval of each value; a value without one counts as exact.
    better
        "high", "low" or "".
    benchmark
        Is a break, and the palette turns there.
    """
    known = value.dropna()
    order = known.sort_values().index
    low, high = (bound.reindex(order).fillna(known[order]).to_numpy() for bound in (lower, upper))
    shown = known[order].round(decimals).to_numpy()
    apart = [
        i
        for i in range(1, len(order))
        if shown[i] > shown[i - 1] and high[:i].max() <= low[i:].min()
    ]
    edges = [
        _nice(shown[i - 1], shown[i], decimals)
        for i in _jenks(known[order].to_numpy(), apart, MOST_CLASSES)
    ]
    if benchmark is None:
        return Classes(
            edges=tuple(edges),
            colours=_shades(len(edges) + 1) if edges else SEQUENTIAL[2:3],
            decimals=decimals,
        )
    return _turned(known.round(decimals), edges, round(benchmark, decimals), better, decimals)


def _nice(below: float, above: float, decimals: int) -> float:
    """The roundest number above one value and not above the next, as near to their middle as it
    comes.

    >>> _nice(34.1, 42.8, 1), _nice(29, 33, 0)
    (40.0, 30.0)
    """
    middle = (below + above) / 2
    for step in NICE:
        edge = round(round(middle / step) * step, decimals)
        if below < edge <= above:
            return edge
    return round(float(above), decimals)


def _jenks(value: np.ndarray, apart: list[int], k: int) -> list[int]:
    """Where to break ascending values into at most k classes, only at places of `apart`, with the
    least sum of squares inside."""
    starts = [0, *apart, len(value)]
    total, square = (
        np.concatenate([[0], value.cumsum()]),
        np.concatenate([[0], (value**2).cumsum()]),
    )

    def inside(i: int, j: int) -> float:
        a, b = starts[i], starts[j]
        return float(square[b] - square[a] - (total[b] - total[a]) ** 2 / (b - a))

    blocks = len(starts) - 1
    best = {(1, j): (inside(0, j), [0]) for j in range(1, blocks + 1)}
    for classes in range(2, min(k, blocks) + 1):
        for j in range(classes, blocks + 1):
            cost, cuts = min(
                (best[classes - 1, i][0] + inside(i, j), [*best[classes - 1, i][1], i])
                for i in range(classes - 1, j)
            )
            best[classes, j] = (cost, cuts)
    return [starts[i] for i in best[min(k, blocks), blocks][1][1:]]


def _turned(
    known: pd.Series, edges: Sequence[float], benchmark: float, better: str, decimals: int
) -> Classes:
    """The classes with a break at the benchmark, orange on the side that is worse (or, where
    neither is, less), blue on the other."""

    def same(edge: float) -> bool:
        between = (known >= min(edge, benchmark)) & (known < max(edge, benchmark))
        return not between.any()

    others = [edge for edge in edges if not same(edge)]
    below = sorted((e for e in others if e < benchmark), reverse=True)[: len(ORANGES) - 1]
    above = sorted(e for e in others if e > benchmark)[: len(BLUES) - 1]
    low_side, high_side = (BLUES, ORANGES) if better == "low" else (ORANGES, BLUES)
    colours = (*reversed(low_side[: len(below) + 1]), *high_side[: len(above) + 1])
    return Classes(
        edges=(*reversed(below), benchmark, *above),
        colours=colours,
        decimals=decimals,
        meaning=WORSE if better else LESS,
    )
