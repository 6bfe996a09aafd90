"""A crosswalk between two levels keeps every total."""

import numpy as np
import pandas as pd
import pytest


def test_a_crosswalk_keeps_every_total(tables) -> None:
    walk = tables.crosswalk
    by_part = pd.Series(np.arange(1.0, len(walk.names) + 1), walk.names.index)
    by_area = pd.Series(np.arange(1.0, len(tables.areas.order) + 1), tables.areas.order)
    assert walk.to_areas(by_part).sum() == pytest.approx(by_part.sum()) and walk.to_parts(
        by_area
    ).sum() == pytest.approx(by_area.sum())
    assert walk.weights.sum().to_numpy() == pytest.approx(1)
    mixed = walk.mixing(walk.to_areas(by_part).reindex(tables.areas.order), by_part)
    assert mixed.sum(axis=1).to_numpy() == pytest.approx(1)
