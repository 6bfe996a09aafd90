"""How sure the model is: seeded draws of what is assumed, the same before and after
(docs/methods.md 9, 13)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from lib import chance
from lib.catalogue.services import SERVICES
from lib.model.access import access, gap
from lib.model.curves import HIGHEST_ELASTICITY
from lib.model.response import Response, Split, reached_share

SAME = 1e-9  # a gap that differs less than this has not changed


@dataclass(frozen=True, kw_only=True)
class Priors:
    """What of the model may be otherwise, each triangular about the reader's value, widened to hold
    it. elasticity (A3); reached (A2): the share of children whom each service but the rest reaches;
    low and high of each."""

    elasticity: tuple[float, float]
    reached: dict[str, tuple[float, float]]


@dataclass(frozen=True, kw_only=True)
class Draws:
    """elasticity: shape (draws,). split: shape (services, draws), shares of children reached by
    service; columns sum to 1. treated (today, children a year) and need (children): shape (areas,
    draws)."""

    elasticity: np.ndarray
    split: np.ndarray
    treated: np.ndarray
    need: np.ndarray

    @property
    def access_today(self) -> np.ndarray:
        """Per 100 in need, shape (areas, draws); at most 100, missing where nobody is in need."""
        return access(self.treated, self.need)


@dataclass(frozen=True, kw_only=True)
class Sureness:
    """What the draws say. Series by area: access after per 100 (80% and 95% intervals), children
    gained (95%), the probability (0 to 1) of reaching the standard, before and after.

    Attributes
    ----------
    narrows
        The probability that the gap between highest and lowest narrows.
    gained_low, gained_high
        95% interval of children gained in all.
    """

    access_low80: pd.Series
    access_high80: pd.Series
    access_low95: pd.Series
    access_high95: pd.Series
    children_low: pd.Series
    children_high: pd.Series
    reaches_before: pd.Series
    reaches_after: pd.Series
    narrows: float
    gained_low: float
    gained_high: float


def _triangular(
    rng: np.random.Generator, ends: tuple[float, float], mode: float, n: int
) -> np.ndarray:
    low, high = min(ends[0], mode), max(ends[1], mode)
    return rng.triangular(low, mode, high, n) if high > low else np.full(n, mode)


def draw(
    rates: chance.Draws, split: Split, elasticity: float, priors: Priors, rng: np.random.Generator
) -> Draws:
    """As many draws of elasticity (A3) and service split (A2) as there are of today's counts and
    need.

    Parameters
    ----------
    rates
        Of the areas in the model, the same that every other page is made from.
    elasticity, split
        The reader's, the modes.
    """
    n = rates.count.shape[1]
    reached = dict(zip(SERVICES, split.reached))
    drawn = {key: _triangular(rng, ends, reached[key], n) for key, ends in priors.reached.items()}
    room = np.ones(n)
    # together they reach no more than all; the last, intensive, comes first
    for key in reversed(drawn):
        drawn[key] = np.minimum(drawn[key], room)
        room = room - drawn[key]
    left = np.ones(n)
    for share in drawn.values():
        left = left - share
    return Draws(
        elasticity=_triangular(rng, priors.elasticity, elasticity, n),
        split=np.stack([drawn.get(key, left) for key in SERVICES]),
        treated=rates.count,
        need=rates.base,
    )


def sureness(draws: Draws, response: Response, pounds: pd.Series, standard: float) -> Sureness:
    """What the draws make of an allocation; before and after use the same draws, so their
    difference is not noise.

    pounds: shape (areas,), a year. standard: per 100 children in need.
    """
    index = pounds.index
    reached = reached_share(draws.treated, draws.need)
    after = draws.treated * response.gain(
        pounds.to_numpy(float), draws.elasticity, draws.split, reached
    )
    after = np.minimum(after, np.maximum(draws.need, draws.treated))
    before_rate, after_rate = draws.access_today, access(after, draws.need)
    gained = after - draws.treated
    edges = chance.quantiles(after_rate, (0.025, 0.1, 0.9, 0.975))
    children = chance.quantiles(gained)
    whole = chance.quantiles(gained.sum(0)[None, :])[:, 0]

    def by_area(values: np.ndarray) -> pd.Series:
        return pd.Series(values, index)

    return Sureness(
        access_low95=by_area(edges[0]),
        access_low80=by_area(edges[1]),
        access_high80=by_area(edges[2]),
        access_high95=by_area(edges[3]),
        children_low=by_area(children[0]),
        children_high=by_area(children[1]),
        reaches_before=chance.reaching(before_rate, index, standard),
        reaches_after=chance.reaching(after_rate, index, standard),
        narrows=float((gap(after_rate.T) < gap(before_rate.T) - SAME).mean()),
        gained_low=float(whole[0]),
        gained_high=float(whole[1]),
    )


def break_even(gain: Callable[[float], float]) -> float | None:
    """The elasticity at which children gained turn from loss to gain or back; None where the sign
    is the same at every one.

    gain: children gained at an elasticity above 0 and at most HIGHEST_ELASTICITY.

    >>> round(break_even(lambda e: e - 0.25), 6)
    0.25
    """
    grid = np.linspace(0.02, HIGHEST_ELASTICITY, 56)
    values = np.array([gain(float(e)) for e in grid])
    turns = np.flatnonzero(values[:-1] * values[1:] < 0)
    if not len(turns):
        return None
    i = int(turns[-1])
    return float(brentq(gain, grid[i], grid[i + 1]))


def break_even_elasticity(response: Response, change: pd.Series) -> tuple[float | None, bool]:
    """The elasticity at which a reallocation stops gaining, and whether it gains at the highest."""

    pounds = (response.today.pounds + change).clip(lower=0).to_numpy(float)
    before = float(response.today.treated.sum())

    def gained(elasticity: float) -> float:
        return float(replace(response, elasticity=elasticity).treated(pounds).sum()) - before

    return break_even(gained), gained(HIGHEST_ELASTICITY) > 0
