"""How few children a mean may be of: one of a few says too much of each."""

from collections.abc import Mapping

import numpy as np

from lib.catalogue import measures as catalogue
from lib.disclosure.cells import FEW, Cell, behind


def may_be_shown(mean: Cell, shown: Mapping[Cell, float]) -> bool:
    """Whether a mean of a district or a part is of more than a few children, by what is shown of
    the counts that it is of."""
    return _least_seen(mean, shown) >= FEW


def _least_seen(mean: Cell, shown: Mapping[Cell, float]) -> float:
    """The fewest children whom a mean can be of; 0 where the counts it is of are not all there."""
    whole, left_out, inside = catalogue.beside_mean(mean.measure)
    referred, ended, seen = (
        [shown.get(mean._replace(measure=count), np.nan) for count in counts]
        for counts in ((whole,), left_out, inside)
    )
    by_bands = sum(behind(figure)[0] for figure in seen) if not np.isnan(seen).any() else 0
    if np.isnan([*referred, *ended]).any():
        return by_bands
    return max(by_bands, behind(referred[0])[0] - sum(behind(figure)[1] for figure in ended))
