"""Do neighbours resemble one another? Moran's I, for figures measured by district only
(docs/methods.md 5)."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from esda.moran import Moran
from libpysal.weights import Queen

PERMUTATIONS = 999


@dataclass(frozen=True, kw_only=True)
class Clustering:
    """Whether neighbours are alike (Moran's I).

    Attributes
    ----------
    moran
        Moran's I.
    expected
        Its value when nothing clusters, -1/(k-1).
    p
        Share of shuffles as extreme.
    """

    moran: float
    expected: float
    p: float


def neighbours(outlines: gpd.GeoDataFrame) -> dict[str, list[str]]:
    """For each area the codes of those it shares an edge or corner with.

    Islands of one area do not make it separate: Queen contiguity is over the whole area.
    """
    return {
        str(code): list(near)
        for code, near in Queen.from_dataframe(outlines, use_index=True).neighbors.items()
    }


def clustering(
    value: pd.Series, outlines: gpd.GeoDataFrame, rng: np.random.Generator
) -> Clustering:
    """Moran's I with a permutation p-value (Moran 1950, as in esda). With few areas it has little
    power.

    value: shape (areas,), measured by district: apportioned figures repeat one rate and would
    cluster by construction.
    """
    weights = Queen.from_dataframe(outlines.loc[value.index], use_index=True)
    weights.transform = "r"
    # its own shuffles would take numpy's global state
    result = Moran(value.to_numpy(), weights, permutations=0)
    near, _ = weights.full()
    z = result.z
    shuffled = rng.permuted(np.tile(z, (PERMUTATIONS, 1)), axis=1)
    at_random = np.einsum("pi,ij,pj->p", shuffled, near, shuffled) * len(z) / near.sum() / (z @ z)
    as_high = int((at_random >= result.I).sum())
    p = (min(as_high, PERMUTATIONS - as_high) + 1) / (PERMUTATIONS + 1)
    return Clustering(moran=float(result.I), expected=float(result.EI), p=p)
