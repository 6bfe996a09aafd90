"""counts.csv as it may be shown, built once; everything shown is made from it (docs/methods.md
10)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from lib.catalogue import measures as catalogue
from lib.disclosure import known, relations
from lib.disclosure.cells import MOST, SMALL, Cell, Range, behind, rounded
from lib.disclosure.means import may_be_shown
from lib.disclosure.published_parts import of_published_parts
from lib.disclosure.shown import CONTROLLED, NOTHING, Shown
from lib.disclosure.stars import protect

NO_NEED = pd.Series(dtype=float)


def safe_counts(
    counts: pd.DataFrame,
    published: pd.DataFrame,
    earlier: Shown = NOTHING,
    shares: pd.DataFrame | None = None,
    need: pd.Series = NO_NEED,
) -> pd.DataFrame:
    """counts.csv as it may be shown: rows that are someone's own counts are rounded, stars are NaN;
    other rows are untouched.

    Parameters
    ----------
    published : the rows of published_counts.csv as they are shown, whose totals of the whole a
        reader can see.
    earlier : what went out of the same session before.
    shares : columns area_code and part_code, the parts that each district lies in.
    need : children in need by part.
    """
    safe = counts.assign(value=counts.value.astype(float))
    for period, rows in counts[counts.provenance.isin(CONTROLLED)].groupby("period"):
        cells = pd.Series(
            [Cell(*pair) for pair in zip(rows.area_code, rows.measure)], rows.index, dtype=object
        )
        is_mean = rows.measure.isin(catalogue.means())
        exact = dict(zip(cells[~is_mean], rows.value[~is_mean].astype(float)))
        shown = _safe_cells(exact, published, str(period), earlier, shares, need)
        safe.loc[rows.index[~is_mean], "value"] = [shown[cell] for cell in cells[~is_mean]]
        safe.loc[rows.index[is_mean], "value"] = [
            np.round(mean) if may_be_shown(cell, shown) else np.nan
            for cell, mean in zip(cells[is_mean], rows.value[is_mean])
        ]
    return safe


def _safe_cells(
    exact: dict[Cell, float],
    published: pd.DataFrame,
    period: str,
    earlier: Shown,
    shares: pd.DataFrame | None,
    need: pd.Series,
) -> dict[Cell, float]:
    """One year's counts as they may be shown, by cell."""
    # A figure that went out is of another count where the count has changed since: then it says
    # nothing of this one.
    out = {
        cell: figure
        for cell, figure in earlier.of(period).items()
        if cell not in exact or np.isnan(figure) or rounded(exact[cell]) == figure
    }
    of_districts = {cell: figure for cell, figure in out.items() if cell.is_of_a_district}
    ranges = _ranges(exact, of_districts)
    around, ties = relations.of_the_whole(ranges, known.of_the_whole(published, period, earlier))
    if shares is not None:
        facts = known.of_the_parts(published, period, earlier, need)
        split, of_parts = of_published_parts(ranges, facts, shares)
        around, ties = {**around, **split}, [*ties, *of_parts]
    shown = protect({**of_districts, **exact}, ties, around, out)
    return {cell: shown[cell] for cell in exact}


def _ranges(exact: Mapping[Cell, float], out: Mapping[Cell, float]) -> dict[Cell, Range]:
    """What each count is, or may be, to see whether counts keep to a total. out: districts' figures
    that went out before."""
    # An owner's star may be any count: what was hidden for the sake of another is no small one.
    ranges: dict[Cell, Range] = {
        cell: (0, MOST) if np.isnan(count) else (count, count) for cell, count in exact.items()
    }
    # What went out is known as it was shown. The count itself may be no better known: a
    # deployment's own figures come rounded.
    ranges |= {cell: behind(figure) for cell, figure in out.items() if not np.isnan(figure)}
    # Whether counts keep to a total is seen in what is shown, so it may not depend on what a small
    # number is.
    for cell in [cell for cell, figure in out.items() if np.isnan(figure)]:
        count = exact.get(cell, np.nan)
        ranges[cell] = (0, MOST if np.isnan(count) else max(count, SMALL))
    return ranges
