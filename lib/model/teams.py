"""Where whole school teams go: an integer programme (docs/methods.md 21)."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

By = Literal["need", "equal"]
EXACT = {"mip_rel_gap": 0.0}
SLACK = 1e-6  # share of the best of the first stage that the second may leave


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Series by area: new teams (whole), and pupils that they cover beyond today's."""

    teams: pd.Series
    covered: pd.Series


def room(open_: pd.Series, each: float) -> pd.Series:
    """Teams that an area's uncovered pupils are enough for; the last may be partly used.

    >>> room(pd.Series([0.0, 10.0, 25.0]), 10).tolist()
    [0, 1, 3]
    """
    return np.ceil(open_ / each - 1e-9).astype(int)


def place(
    teams: int, each: float, pupils: pd.Series, open_: pd.Series, need: pd.Series, by: By
) -> Placed:
    """The whole teams that do best; those that would find nobody to cover are not placed.

    Parameters
    ----------
    each
        Pupils that a team covers.
    pupils, open_, need
        By area: all pupils, those whom no team covers yet, and children in need among all.
    by
        "need": most children in need covered. "equal": of the placements that cover most pupils,
        the one in which shares of pupils covered are least apart: least sum over areas of pupils x
        |share - share of the whole|.
    """
    most = room(open_, each)
    count = min(teams, int(most.sum()))
    if count == 0:
        return Placed(teams=most * 0, covered=open_ * 0.0)
    n = len(pupils)
    per_pupil = (need / pupils.where(pupils > 0, 1)).to_numpy(float)
    worth = per_pupil if by == "need" else np.ones(n)
    limits = [
        LinearConstraint(np.hstack([np.ones(n), np.zeros(n)])[None, :], -np.inf, count),
        LinearConstraint(np.hstack([-each * np.eye(n), np.eye(n)]), -np.inf, 0),
    ]
    bounds = Bounds(np.zeros(2 * n), np.concatenate([most, open_]))
    whole = np.repeat([1, 0], n)
    chosen = milp(
        -np.concatenate([np.zeros(n), worth]),
        constraints=limits,
        bounds=bounds,
        integrality=whole,
        options=EXACT,
    ).x
    if by == "equal":
        covers = float(chosen[n:].sum())
        chosen = _least_apart(covers, limits, bounds, whole, pupils, open_)
    new = pd.Series(chosen[:n].round().astype(int), pupils.index)
    return Placed(teams=new, covered=np.minimum(new * each, open_))


def _least_apart(
    covers: float,
    limits: list[LinearConstraint],
    bounds: Bounds,
    whole: np.ndarray,
    pupils: pd.Series,
    open_: pd.Series,
) -> np.ndarray:
    """Of the placements that cover as many pupils, the one whose shares are least apart. The share
    of the whole is then known; a third set of variables stands for how far each area is off it."""
    n, size = len(pupils), pupils.to_numpy(float)
    already = size - open_.to_numpy(float)
    wanted = size * (already.sum() + covers) / size.sum() - already
    none, one = np.zeros((n, n)), np.eye(n)
    all_covered = np.concatenate([np.zeros(n), np.ones(n), np.zeros(n)])[None, :]
    wider = [
        LinearConstraint(np.hstack([limit.A, np.zeros((len(limit.A), n))]), limit.lb, limit.ub)
        for limit in limits
    ]
    return milp(
        np.concatenate([np.zeros(2 * n), np.ones(n)]),
        constraints=[
            *wider,
            LinearConstraint(all_covered, covers * (1 - SLACK), np.inf),
            LinearConstraint(np.hstack([none, one, -one]), -np.inf, wanted),
            LinearConstraint(np.hstack([none, -one, -one]), -np.inf, -wanted),
        ],
        bounds=Bounds(
            np.concatenate([bounds.lb, np.zeros(n)]),
            np.concatenate([bounds.ub, np.full(n, np.inf)]),
        ),
        integrality=np.concatenate([whole, np.zeros(n)]),
        options=EXACT,
    ).x
