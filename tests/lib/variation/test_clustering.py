"""Clustering of areas that touch."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from lib.variation import clustering


def grid(side: int) -> gpd.GeoDataFrame:
    cells = [shapely.box(x, y, x + 1, y + 1) for y in range(side) for x in range(side)]
    return gpd.GeoDataFrame(geometry=cells, index=[f"c{i}" for i in range(side * side)])


def test_a_split_field_clusters_and_noise_does_not() -> None:
    outlines = grid(6)
    halves = pd.Series([float(i % 6 > 2) for i in range(36)], outlines.index)
    noise = pd.Series(np.random.default_rng(3).normal(size=36), outlines.index)
    assert clustering.clustering(halves, outlines, np.random.default_rng(1)).moran > 0.5
    assert clustering.clustering(halves, outlines, np.random.default_rng(1)).p < 0.01
    assert clustering.clustering(noise, outlines, np.random.default_rng(1)).p > 0.05
    assert clustering.clustering(
        noise, outlines, np.random.default_rng(1)
    ).expected == pytest.approx(-1 / 35)


def test_neighbours_are_mutual(tables) -> None:
    near = clustering.neighbours(tables.boundaries)
    assert set(near) == set(tables.areas.order)
    assert all(a in near[b] for a in near for b in near[a])
    assert all(near.values())
