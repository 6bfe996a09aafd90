"""Where places should stand: every choice of a small set tried, and laws that hold of any."""

from itertools import combinations

import numpy as np
import pytest

from lib.model import siting
from lib.model.siting import AIMS, least_mean, least_worst, missed_least, most_within

POINTS, SOME = 40, 25


def drawn(seed: int, held: int = 3) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Kilometres to the nearest place that there is, to every candidate (each home is one), to
    every place, and children."""
    rng = np.random.default_rng(seed)
    home, places = rng.uniform(0, 30, (POINTS, 2)), rng.uniform(0, 30, (held, 2))
    km = np.hypot(*(home[:, None] - home[None]).transpose(2, 0, 1))
    to = np.hypot(*(home[:, None] - places[None]).transpose(2, 0, 1))
    return to.min(axis=1, initial=np.inf), km, to, rng.integers(1, 200, POINTS).astype(float)


def after(now: np.ndarray, km: np.ndarray, sites: tuple[int, ...]) -> np.ndarray:
    return np.minimum(now, km[:, list(sites)].min(axis=1, initial=np.inf))


@pytest.mark.parametrize("held", [0, 3])
@pytest.mark.parametrize("k", [1, 2, 3])
def test_each_aim_is_met_as_well_as_by_any_choice(held: int, k: int) -> None:
    now, km, _, weight = drawn(k, held)
    every = [after(now, km, sites) for sites in combinations(range(POINTS), k)]
    mean = least_mean(now, km, weight, k)
    assert mean.proven and len(mean.sites) == k
    assert mean.km @ weight == pytest.approx(min(one @ weight for one in every))
    worst = least_worst(now, km, weight, k)
    assert worst.proven and worst.km.max() == pytest.approx(min(one.max() for one in every))
    cover = most_within(now, km, weight, k, 5.0)
    most = max(weight[one <= 5.0].sum() for one in every)
    assert cover.proven and weight[cover.km <= 5.0].sum() == pytest.approx(most)


def test_one_more_candidate_never_makes_the_best_worse() -> None:
    now, km, _, weight = drawn(7)
    for n in range(SOME, POINTS, 5):
        fewer, more = (least_mean(now, km[:, :m], weight, 3).km @ weight for m in (n, n + 5))
        assert more <= fewer + 1e-6
        fewer, more = (least_worst(now, km[:, :m], weight, 3).km.max() for m in (n, n + 5))
        assert more <= fewer + 1e-6


@pytest.mark.parametrize("aim", AIMS)
def test_nobody_or_no_site_chooses_nothing_and_all_at_one_point_need_one(aim: str) -> None:
    now, km, _, weight = drawn(2)
    assert AIMS[aim](now, km, weight, 0, 5.0).sites == ()
    assert AIMS[aim](now, km, np.zeros(POINTS), 2, 5.0).sites == ()
    same = AIMS[aim](np.full(3, 8.0), np.zeros((3, 3)), np.ones(3), 2, 5.0)
    assert same.sites and (same.km == 0).all()
    there = AIMS[aim](np.zeros(3), np.zeros((3, 3)), np.ones(3), 2, 5.0)
    assert there.sites == () and (there.km == 0).all()


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_places_missed_least_are_those_of_every_choice(k: int) -> None:
    *_, to, weight = drawn(9, held=7)
    closed = missed_least(to, weight, k)
    assert closed.proven and len(closed.sites) == k
    best = min(
        np.delete(to, sites, axis=1).min(axis=1) @ weight for sites in combinations(range(7), k)
    )
    assert closed.km @ weight == pytest.approx(best)


def test_too_many_pairs_for_a_proof_say_so_and_come_near(monkeypatch: pytest.MonkeyPatch) -> None:
    now, km, _, weight = drawn(4)
    proven = least_mean(now, km, weight, 3)
    monkeypatch.setattr(siting, "MOST_PAIRS", 10)
    near = least_mean(now, km, weight, 3)
    assert not near.proven and np.isnan(near.gap)
    assert proven.km @ weight <= near.km @ weight <= 1.05 * (proven.km @ weight)
