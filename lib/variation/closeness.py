"""How alike areas are by what describes them (docs/methods.md 14)."""

import numpy as np
import pandas as pd


def distances(described: pd.DataFrame, code: str) -> pd.Series:
    """How far each area is from one of them: differences in standard deviations, as squares added.

    distance_j = sqrt(sum over columns of ((x_j - x_code) / sd)²); 0 is alike, 1 is one standard
    deviation apart in one column. Columns that go together count twice what they have in common.

    described: areas down, what describes them across; the standard deviation is over all rows.

    >>> described = pd.DataFrame({"need": [1.0, 1.0, 3.0], "score": [0.0, 0.0, 0.0]}, list("abc"))
    >>> distances(described, "a").round(2).tolist()
    [0.0, 0.0, 2.12]
    """
    spread = described.std(ddof=0)
    # what is the same everywhere parts nothing
    apart = (described - described.loc[code]) / spread.where(spread > 0, 1.0)
    return pd.Series(np.sqrt((apart**2).sum(axis=1)), described.index)


def closest(described: pd.DataFrame, code: str, left_out: frozenset[str], count: int) -> pd.Series:
    """The distances of the areas that are most like one, nearest first; equal ones by code.

    left_out: areas that are not asked for, beside the one itself.
    """
    others = distances(described, code).drop([*(left_out & set(described.index) | {code})])
    return others.sort_index().sort_values(kind="stable").head(count)
