"""Funnel limits: which areas differ from the whole by more than chance, before and after
overdispersion (docs/methods.md 5)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from lib.variation.rates import Rates

LEVELS = (0.95, 0.998)
WINSOR_SHARE = 0.10


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """Result of a funnel; Series indexed by area. phi: overdispersion factor; tau: extra standard
    deviation."""

    z: pd.Series
    phi: float
    tau: float
    beyond: pd.Series  # outside the 99.8% limits of chance alone
    beyond_adjusted: pd.Series  # outside the 99.8% limits that allow for overdispersion


def proportion_limits(p: float, n: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """p -/+ z sqrt(p(1-p)/n), clipped to 0 and 1 (Spiegelhalter 2005)."""
    half = stats.norm.ppf(1 - (1 - level) / 2) * np.sqrt(p * (1 - p) / n)
    return np.clip(p - half, 0, 1), np.clip(p + half, 0, 1)


def rate_limits(rate: float, base: np.ndarray, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Exact Poisson limits of a rate at expected count E: rate x chi2inv(a/2; 2E)/(2E),
    chi2inv(1-a/2; 2E+2)/(2E)."""
    e, tail = rate * base, (1 - level) / 2
    return rate * stats.chi2.ppf(tail, 2 * e) / (2 * e), rate * stats.chi2.ppf(
        1 - tail, 2 * e + 2
    ) / (2 * e)


def standard_error(p: float, base: np.ndarray, proportion: bool) -> np.ndarray:
    """Standard deviation of a rate over `base` when its true value is p."""
    return np.sqrt(p * (1 - p) / base) if proportion else np.sqrt(p / base)


def winsorised(z: np.ndarray, share: float = WINSOR_SHARE) -> np.ndarray:
    """z-scores with the lowest and highest `share` of them pulled in to that percentile."""
    return np.clip(z, np.quantile(z, share), np.quantile(z, 1 - share))


def overdispersion(z: np.ndarray, se: np.ndarray) -> tuple[float, float]:
    """phi and tau (Spiegelhalter 2005, additive model).

    phi = mean of squared winsorised z; tau^2 = max(0, (k phi - (k - 1)) / (sum w - sum w^2 / sum
    w)), w = 1/se^2.
    """
    k, w = len(z), 1 / se**2
    phi = float(np.mean(winsorised(z) ** 2))
    tau2 = max(0.0, (k * phi - (k - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    return phi, float(np.sqrt(tau2))


def funnel(rates: Rates, proportion: bool) -> Funnel:
    """Place each area against the overall rate. Counts outside are at the 99.8% limits, the usual
    alarm line."""
    p = rates.overall / rates.per
    base = rates.denominator.to_numpy()
    observed = rates.value.to_numpy() / rates.per
    se = standard_error(p, base, proportion)
    z = (observed - p) / se
    phi, tau = overdispersion(z, se)
    alarm = stats.norm.ppf(1 - (1 - LEVELS[1]) / 2)
    low, high = (proportion_limits if proportion else rate_limits)(p, base, LEVELS[1])
    index = rates.value.index
    return Funnel(
        z=pd.Series(z, index),
        phi=phi,
        tau=tau,
        beyond=pd.Series((observed < low) | (observed > high), index),
        beyond_adjusted=pd.Series(np.abs(observed - p) > alarm * np.sqrt(se**2 + tau**2), index),
    )


def curve(rates: Rates, result: Funnel, proportion: bool, points: int = 60) -> pd.DataFrame:
    """Limits to draw: columns base, level ("95%" or "99.8%"), allows ("chance", "overdispersion"),
    lower, upper."""
    p = rates.overall / rates.per
    base = np.linspace(rates.denominator.min() * 0.8, rates.denominator.max() * 1.1, points)
    se = standard_error(p, base, proportion)
    rows = []
    for level in LEVELS:
        low, high = (proportion_limits if proportion else rate_limits)(p, base, level)
        half = stats.norm.ppf(1 - (1 - level) / 2) * np.sqrt(se**2 + result.tau**2)
        name = f"{level:.1%}".replace(".0%", "%")
        wide = (np.maximum(p - half, 0), np.minimum(p + half, 1) if proportion else p + half)
        for allows, (lower, upper) in {"chance": (low, high), "overdispersion": wide}.items():
            rows.append(
                pd.DataFrame(
                    {
                        "base": base,
                        "level": name,
                        "allows": allows,
                        "lower": lower * rates.per,
                        "upper": upper * rates.per,
                    }
                )
            )
    return pd.concat(rows, ignore_index=True)
