"""published_counts.csv as it may be shown, built once (docs/methods.md 10)."""

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import Cell, rounded
from lib.disclosure.means import may_be_shown
from lib.disclosure.shown import NOTHING, WHOLE, Shown, came_too_late, moved
from lib.place.profile import BESIDE


def safe_published(
    published: pd.DataFrame,
    counted: frozenset[str],
    need: pd.Series,
    earlier: Shown = NOTHING,
    counts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """published_counts.csv as it may be shown: what was uploaded is rounded, and so are the counts
    behind its rates. Counts of parts under 5 are refused when they come in; a count of the whole
    under 5 is a star, and so is any figure whose districts went out before without it.

    Parameters
    ----------
    counted : the measures that are counts of children.
    need : children in need by part.
    earlier : what went out of the same session before.
    counts : counts.csv as brought in; a figure whose districts have changed since they went out
        adds to them too.
    """
    own = published.provenance == "uploaded"
    are_of_others_now = moved(counts, earlier) if counts is not None else set()
    shown = published.copy()
    for row in published[own].itertuples():
        figure = _figure(row.measure, row.value, row.area_code, counted, need)
        late = came_too_late(row, figure, earlier, are_of_others_now)
        shown.loc[row.Index, "value"] = np.nan if late else figure
    return _without_means_of_few(shown, own)


def _figure(
    measure: str, value: float, area_code: str, counted: frozenset[str], need: pd.Series
) -> float:
    """A figure that was brought in as it may be shown by itself."""
    if measure in counted:
        return rounded(value)
    if measure in catalogue.means():
        return np.round(value)
    if measure in catalogue.rates() and area_code in need.index:
        return rounded(value * need[area_code]) / need[area_code]
    return np.round(value, 3) if measure in catalogue.rates() else value


def _without_means_of_few(shown: pd.DataFrame, own: pd.Series) -> pd.DataFrame:
    """Means of parts are stars where they may be of few, and any mean where the count that its
    children are part of is one. own: which rows were brought in."""
    safe = shown.copy()
    of_parts = own & ~safe.level.isin((WHOLE, *BESIDE))
    for row in safe[of_parts & safe.measure.isin(catalogue.means())].itertuples():
        there = safe[own & (safe.area_code == row.area_code) & (safe.period == row.period)]
        counts = {Cell("", m, row.area_code): v for m, v in zip(there.measure, there.value)}
        if not may_be_shown(Cell("", row.measure, row.area_code), counts):
            safe.loc[row.Index, "value"] = np.nan
    for mean in catalogue.means():
        few = safe[own & (safe.measure == catalogue.beside_mean(mean)[0]) & safe.value.isna()]
        stars = pd.MultiIndex.from_frame(few[["area_code", "period"]])
        beside = pd.MultiIndex.from_frame(safe[["area_code", "period"]]).isin(stars)
        safe["value"] = safe.value.mask(beside & own & (safe.measure == mean))
    return safe
