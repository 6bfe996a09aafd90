"""How sure the model is: seeded draws of what is assumed, the same before and after (METHODS 9)."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from lib.model.curves import HIGHEST_ELASTICITY
from lib.model.reallocation import reallocate
from lib.model.response import Response, Today, reached_share

DRAWS = 2_000
SAME = 1e-9  # a gap that differs less than this has not changed


@dataclass(frozen=True, kw_only=True)
class Priors:
    """What may be otherwise. elasticity_low, elasticity_high: A3, triangular about the reader's. Percent either way,
    triangular: need (A4), shared by all districts; need_district (A4), its own; apportionment (A5)."""

    elasticity_low: float
    elasticity_high: float
    need_percent: float
    need_district_percent: float
    apportionment_percent: float


@dataclass(frozen=True, kw_only=True)
class Draws:
    """elasticity: shape (draws,). treated (today, children a year) and need (children): shape (areas, draws)."""

    elasticity: np.ndarray
    treated: np.ndarray
    need: np.ndarray

    @property
    def access_today(self) -> np.ndarray:
        """Per 100 in need, shape (areas, draws); at most 100, missing where nobody is in need."""
        return _access(self.treated, self.need)


@dataclass(frozen=True, kw_only=True)
class Sureness:
    """What the draws say. Series by area: access after per 100 (median, 80% and 95% intervals), children gained (95%),
    the probability (0 to 1) of reaching the standard, before and after. narrows: the probability that the gap between highest and lowest
    narrows. gained_low, gained_high: 95% interval of children gained in all."""

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
    gained_likely: float


def _triangular(rng: np.random.Generator, low: float, mode: float, high: float, size: int | tuple[int, ...]) -> np.ndarray:
    return rng.triangular(low, mode, high, size) if high > low else np.full(size, mode)


def draw(today: Today, elasticity: float, priors: Priors, n: int, rng: np.random.Generator) -> Draws:
    """n draws of elasticity, need and today's counts (Poisson about the apportioned count).

    elasticity: the reader's, the mode of its triangle; a value outside the range widens the range to it.
    """
    # Draws run along the rows: numpy's loops are then 2,000 long and not 13.
    areas = len(today.pounds)

    def about_one(percent: float, size: int | tuple[int, ...]) -> np.ndarray:
        return _triangular(rng, 1 - percent / 100, 1.0, 1 + percent / 100, size)

    low, high = min(priors.elasticity_low, elasticity), max(priors.elasticity_high, elasticity)
    drawn = _triangular(rng, low, elasticity, high, n)
    need = today.need.to_numpy(float)[:, None] * about_one(priors.need_percent, n) * about_one(priors.need_district_percent, (areas, n))
    counted = rng.poisson(today.treated.to_numpy(float)[:, None], (areas, n))
    return Draws(elasticity=drawn, treated=counted * about_one(priors.apportionment_percent, (areas, n)), need=need)


def _access(treated: np.ndarray, need: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(need > 0, np.minimum(treated / need, 1) * 100, np.nan)


def _gap(access: np.ndarray) -> np.ndarray:
    known = access[~np.isnan(access[:, 0])]
    with np.errstate(divide="ignore", invalid="ignore"):
        return known.max(0) / known.min(0)


def sureness(draws: Draws, response: Response, pounds: pd.Series, standard: float) -> Sureness:
    """What the draws make of an allocation; before and after use the same draws, so their difference is not noise.

    pounds: shape (areas,), a year. standard: per 100 children in need.
    """
    index = pounds.index
    reached = reached_share(draws.treated, draws.need)
    after = draws.treated * response.gain(pounds.to_numpy(float), draws.elasticity, reached)
    after = np.minimum(after, np.maximum(draws.need, draws.treated))
    before_rate, after_rate = draws.access_today, _access(after, draws.need)
    gained = after - draws.treated
    in_all = gained.sum(0)
    edges = _quantiles(after_rate, (0.025, 0.1, 0.9, 0.975))
    children = _quantiles(gained, (0.025, 0.975))
    whole = _quantiles(in_all[None, :], (0.025, 0.975))[:, 0]

    def by_area(values: np.ndarray) -> pd.Series:
        return pd.Series(values, index)

    return Sureness(
        access_low95=by_area(edges[0]),
        access_low80=by_area(edges[1]),
        access_high80=by_area(edges[2]),
        access_high95=by_area(edges[3]),
        children_low=by_area(children[0]),
        children_high=by_area(children[1]),
        reaches_before=by_area((before_rate >= standard).mean(1)),
        reaches_after=by_area((after_rate >= standard).mean(1)),
        narrows=float((_gap(after_rate) < _gap(before_rate) - SAME).mean()),
        gained_low=float(whole[0]),
        gained_high=float(whole[1]),
        gained_likely=float((in_all > 0).mean()),
    )


def _quantiles(values: np.ndarray, at: tuple[float, ...]) -> np.ndarray:
    """Quantiles along the draws, shape (len(at), rows): the order statistic nearest to each."""
    places = [round(q * (values.shape[1] - 1)) for q in at]
    return np.partition(values, places, axis=1)[:, places].T


@dataclass(frozen=True, kw_only=True)
class Swing:
    """One assumption moved to its ends: what it is, and children gained and gap after at each end."""

    assumption: str
    low_label: str
    high_label: str
    gained: tuple[float, float]
    gap: tuple[float, float]


def swings(response: Response, change: pd.Series, priors: Priors) -> list[Swing]:
    """One-way sensitivity for a tornado: elasticity (A3) to the ends of its range, need (A4) and counts (A5) both ways.

    Choices (basis, spend share, curve) are not on a scale; the page tries those beside.
    """
    today = response.today

    def under(label: str, low: tuple[str, Response], high: tuple[str, Response]) -> Swing:
        outcomes = [reallocate(r, change) for _, r in (low, high)]
        return Swing(
            assumption=label,
            low_label=low[0],
            high_label=high[0],
            gained=(outcomes[0].gained, outcomes[1].gained),
            gap=(outcomes[0].ratio_after, outcomes[1].ratio_after),
        )

    def scaled(name: str, percent: float) -> Response:
        return replace(response, today=replace(today, **{name: getattr(today, name) * (1 + percent / 100)}))

    rows = []
    if response.curve == "constant":
        low, high = (replace(response, elasticity=e) for e in (priors.elasticity_low, priors.elasticity_high))
        rows.append(under("Elasticity (A3)", (f"{priors.elasticity_low:g}", low), (f"{priors.elasticity_high:g}", high)))
    for label, name, percent in (
        ("Need everywhere (A4)", "need", priors.need_percent),
        ("Children treated today (A5)", "treated", priors.apportionment_percent),
    ):
        if not percent:
            continue  # nothing to try: counts that were made district by district have no A5
        rows.append(under(label, (f"-{percent:g}%", scaled(name, -percent)), (f"+{percent:g}%", scaled(name, percent))))
    lowest, highest = today.treated / today.need, today.treated / today.need
    worst, best = str(lowest.idxmin()), str(highest.idxmax())
    error = priors.need_district_percent + priors.apportionment_percent
    why = "A4, A5" if priors.apportionment_percent else "A4"
    for label, code in ((f"Rate in the district reached least ({why})", worst), (f"Rate in the district reached most ({why})", best)):
        ends = []
        for percent in (-error, error):
            treated = today.treated.copy()
            treated[code] *= 1 + percent / 100
            ends.append((f"{percent:+g}%", replace(response, today=replace(today, treated=treated))))
        rows.append(under(label, ends[0], ends[1]))
    return sorted(rows, key=lambda row: -abs(row.gained[1] - row.gained[0]))


def break_even(gain: Callable[[float], float]) -> float | None:
    """The elasticity at which children gained turn from loss to gain or back; None where the sign is the same at every one.

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


def spans(sure: Sureness, standard: float) -> pd.Series:
    """Whether each district's 95% interval has the standard inside it: it may or may not reach it."""
    return (sure.access_low95 < standard) & (sure.access_high95 > standard)
