"""Where more places should stand, or which would be missed least: exact, by HiGHS (docs/methods.md
22)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

SECONDS = 10.0  # for one answer
MOST_PAIRS = 150_000  # of a home and a candidate nearer than today, for a proof
SAME_KM = 1e-9
OUT_OF_TIME = 1  # as milp says it


@dataclass(frozen=True, kw_only=True)
class Sited:
    """The candidates that are chosen.

    Attributes
    ----------
    sites
        Their indices, in ascending order.
    km
        To the nearest place then, shape (homes,).
    gap
        How much better the best may be, as a share of what the answer gains; NaN where no bound was
        worked out.
    """

    sites: tuple[int, ...]
    km: np.ndarray
    gap: float

    @property
    def proven(self) -> bool:
        """Whether no other choice is better."""
        return self.gap <= 1e-6


def _sited(now: np.ndarray, km: np.ndarray, sites: np.ndarray, gap: float) -> Sited:
    return Sited(
        sites=tuple(int(site) for site in np.sort(sites)),
        km=np.minimum(now, km[:, sites].min(axis=1, initial=np.inf)),
        gap=gap,
    )


def least_mean(
    now: np.ndarray, km: np.ndarray, weight: np.ndarray, k: int, seconds: float = SECONDS
) -> Sited:
    """The k candidates that bring the weighted mean distance down most (p-median beside the places
    that there are).

    A home counts only candidates nearer than its nearest place, which leaves few enough pairs for
    an exact answer: with x_j a site, y_ij a home that goes to it, most is gained of
    sum of w_i (now_i - d_ij) y_ij under y_ij <= x_j, sum_j y_ij <= 1 and sum_j x_j <= k.

    now: kilometres to the nearest place, shape (homes,), infinite where there is none. km: shape
    (homes, candidates).
    """
    # without a place every home is as far as any is from any candidate, and a little more
    until = np.where(np.isfinite(now), now, km.max(initial=0) + 1)
    gain = weight[:, None] * np.maximum(until[:, None] - km, 0)
    if k <= 1:
        best = np.argsort(-gain.sum(0), kind="stable")[:k]
        return _sited(now, km, best[gain.sum(0)[best] > 0], 0.0)
    home, site = np.nonzero(gain)
    if len(home) > MOST_PAIRS:
        return _sited(now, km, _swapped(gain, k), float("nan"))
    chosen, gap = _covering(home, site, gain[home, site], km.shape, k, seconds)
    return _sited(now, km, chosen, gap)


def _covering(
    home: np.ndarray,
    site: np.ndarray,
    gain: np.ndarray,
    shape: tuple[int, ...],
    k: int,
    seconds: float,
) -> tuple[np.ndarray, float]:
    """The sites that gain most, a pair of home and site a variable, and how far from proven."""
    homes, sites = shape
    pairs, row = len(home), np.arange(len(home))
    open_first = sparse.csr_array(
        (np.repeat([1.0, -1.0], pairs), (np.tile(row, 2), np.concatenate([sites + row, site]))),
        shape=(pairs, sites + pairs),
    )
    one_each = sparse.csr_array((np.ones(pairs), (home, sites + row)), shape=(homes, sites + pairs))
    so_many = np.concatenate([np.ones(sites), np.zeros(pairs)])
    result = milp(
        np.concatenate([np.zeros(sites), -gain]),
        constraints=[
            LinearConstraint(open_first, -np.inf, 0),
            LinearConstraint(one_each, -np.inf, 1),
            LinearConstraint(so_many[None, :], -np.inf, k),
        ],
        integrality=so_many,
        bounds=Bounds(0, 1),
        options={"time_limit": seconds},
    )
    return _opened(result, sites)


def _opened(result: OptimizeResult, sites: int) -> tuple[np.ndarray, float]:
    if result.x is None:
        return np.array([], dtype=int), float("nan")
    return np.flatnonzero(result.x[:sites] > 0.5), float(result.mip_gap or 0.0)


def _swapped(gain: np.ndarray, k: int) -> np.ndarray:
    """Sites one by one, then swapped while that gains (Teitz and Bart 1968); no bound."""
    chosen: list[int] = []
    while len(chosen) < k:
        best = gain[:, chosen].max(axis=1, initial=0)
        chosen.append(int(np.maximum(gain, best[:, None]).sum(0).argmax()))
    moved = True
    while moved:
        moved = False
        for i in range(k):
            others = chosen[:i] + chosen[i + 1 :]
            best = gain[:, others].max(axis=1, initial=0)
            totals = np.maximum(gain, best[:, None]).sum(0)
            if totals.max() > totals[chosen[i]] * (1 + 1e-12):
                chosen[i], moved = int(totals.argmax()), True
    return np.array(chosen)


def most_within(
    now: np.ndarray,
    km: np.ndarray,
    weight: np.ndarray,
    k: int,
    band: float,
    seconds: float = SECONDS,
) -> Sited:
    """The k candidates that bring most within a distance (maximal cover), beyond those who are."""
    beyond = np.flatnonzero((now > band) & (weight > 0))
    covers = (km[beyond] <= band) & (weight[beyond, None] > 0)
    useful = np.flatnonzero(covers.any(0))
    if not k or not len(useful):
        return _sited(now, km, np.array([], dtype=int), 0.0)
    reach = sparse.csr_array(covers[:, useful].astype(float))
    homes, sites = reach.shape
    result = milp(
        np.concatenate([np.zeros(sites), -weight[beyond]]),
        constraints=[
            LinearConstraint(
                sparse.hstack([-reach, sparse.eye_array(homes)], format="csr"), -np.inf, 0
            ),
            LinearConstraint(
                np.concatenate([np.ones(sites), np.zeros(homes)])[None, :], -np.inf, k
            ),
        ],
        integrality=np.concatenate([np.ones(sites), np.zeros(homes)]),
        bounds=Bounds(0, 1),
        options={"time_limit": seconds},
    )
    chosen, gap = _opened(result, sites)
    return _sited(now, km, useful[chosen], gap)


def least_worst(now: np.ndarray, km: np.ndarray, weight: np.ndarray, k: int) -> Sited:
    """The k candidates with which the farthest home lies least far (p-centre), and of those with
    the same worst distance, ones that bring the mean down too.

    The worst distance is one of those between a home and a candidate or a place: the least one
    that k candidates can keep every home within is looked for by halves.
    """
    lived = weight > 0
    if not k or not lived.any():
        return _sited(now, km, np.array([], dtype=int), 0.0)
    far, near = now[lived], km[lived]
    # no less than any home's nearest of all, no more than today's worst
    floor = np.minimum(far, near.min(axis=1)).max()
    ends = np.unique(np.concatenate([near.ravel(), far[np.isfinite(far)]]))
    ends = ends[(ends >= floor - SAME_KM) & (ends <= far.max())]
    low, high, gap = 0, len(ends) - 1, 0.0
    best, _ = _keeping_within(far, near, weight[lived], ends[high], k)
    while low < high:
        middle = (low + high) // 2
        chosen, in_time = _keeping_within(far, near, weight[lived], ends[middle], k)
        gap = gap if in_time else float("nan")
        if chosen is None:
            low = middle + 1
        else:
            high, best = middle, chosen
    return _sited(now, km, np.array([], dtype=int) if best is None else best, gap)


def _keeping_within(
    now: np.ndarray, km: np.ndarray, weight: np.ndarray, most: float, k: int
) -> tuple[np.ndarray | None, bool]:
    """Up to k candidates that leave no home farther than so many kilometres, None where no k do;
    and whether that was settled in time."""
    beyond = now > most
    if not beyond.any():
        return np.array([], dtype=int), True
    covers = km[beyond] <= most
    useful = np.flatnonzero(covers.any(0))
    if not len(useful) or not covers.any(1).all():
        return None, True
    gain = (weight[:, None] * np.maximum(np.minimum(now, 1e4)[:, None] - km[:, useful], 0)).sum(0)
    result = milp(
        -gain / max(gain.max(), 1e-9) * 1e-3,
        constraints=[
            LinearConstraint(sparse.csr_array(covers[:, useful].astype(float)), 1, np.inf),
            LinearConstraint(np.ones((1, len(useful))), 0, k),
        ],
        integrality=np.ones(len(useful)),
        bounds=Bounds(0, 1),
        options={"time_limit": SECONDS},
    )
    chosen = None if result.x is None else useful[np.flatnonzero(result.x > 0.5)]
    return chosen, chosen is not None or result.status != OUT_OF_TIME


def missed_least(km: np.ndarray, weight: np.ndarray, k: int, seconds: float = SECONDS) -> Sited:
    """The k places whose closing makes the weighted mean distance grow least; km is to the nearest
    that stays. A home that loses up to k places needs no more than its k + 1 nearest.

    km: to the places there are, shape (homes, places), more than k of them.
    """
    homes, places = km.shape
    near = np.argsort(km, axis=1, kind="stable")[:, : k + 1]
    home, site = np.repeat(np.arange(homes), near.shape[1]), near.ravel()
    farthest = np.take_along_axis(km, near, axis=1).max(axis=1)
    gain = weight[home] * (farthest[home] - km[home, site] + 1e-6)
    kept, gap = _covering(home, site, gain, km.shape, places - k, seconds)
    closed = np.setdiff1d(np.arange(places), kept)
    return Sited(sites=tuple(int(site) for site in closed), km=km[:, kept].min(axis=1), gap=gap)


AIMS: dict[str, Callable[[np.ndarray, np.ndarray, np.ndarray, int, float], Sited]] = {
    "mean": lambda now, km, weight, k, band: least_mean(now, km, weight, k),
    "worst": lambda now, km, weight, k, band: least_worst(now, km, weight, k),
    "within": most_within,
}
