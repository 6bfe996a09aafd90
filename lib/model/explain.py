"""Why a district's access changes: today's, then one cause after another, to the scenario's."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lib.model.reallocation import access
from lib.model.response import Response


@dataclass(frozen=True, kw_only=True)
class Step:
    """A cause and the access after it, by area (per 100 children in need)."""

    cause: str
    access: pd.Series


def waterfall(plain: Response, chosen: Response, pounds: pd.Series, growth_percent: float) -> list[Step]:
    """Access by area from today's to the scenario's, one cause at a time in this order: budget growth (each district its
    share of it), reallocation, service shift, need basis.

    plain: the scenario with need on the basis that the page opens with. chosen: the scenario. pounds: shape (areas,), the
    scenario's. What a cause does depends on its place in the order; the page says so.
    """
    before = chosen.today.pounds.to_numpy(float)
    unshifted = plain.with_mix(np.tile(np.array(plain.split.spend), (len(before), 1)))

    def reached(response: Response, spend: np.ndarray) -> pd.Series:
        return access(pd.Series(response.treated(spend), pounds.index), response.today.need)

    after = pounds.to_numpy(float)
    return [
        Step(cause="Today", access=access(plain.today.treated, plain.today.need)),
        Step(cause="Budget growth", access=reached(unshifted, before * (1 + growth_percent / 100))),
        Step(cause="Reallocation", access=reached(unshifted, after)),
        Step(cause="Service shift", access=reached(plain, after)),
        Step(cause="Need basis", access=reached(chosen, after)),
    ]
