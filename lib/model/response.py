"""From pounds in a district to children reached: services, their mix, and the floor under intensive
spend (docs/methods.md 2, 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import cvxpy as cp
import numpy as np
import pandas as pd

from lib.catalogue.services import SERVICES, rest, shifted
from lib.errors import BadLever
from lib.model.curves import CURVES, HIGHEST_ELASTICITY, NEARLY_ALL
from lib.place.areas import listed

# Positions of services: the one that gives what shifts take, the one that keeps today's pounds, and
# those that share what it leaves.
REST = list(SERVICES).index(rest().key)
INTENSIVE = next(i for i, service in enumerate(SERVICES.values()) if service.keeps_pounds)
SHARING = [i for i in range(len(SERVICES)) if i != INTENSIVE]
EXTRA_POUNDS = 10_000  # what "one more" is, where a marginal effect is shown


@dataclass(frozen=True, kw_only=True)
class Today:
    """The starting point, shape (areas,) each: pounds a year, children treated a year, children in
    need. set_aside: pounds a year by what they are for, that come off the budget before anything is
    shared."""

    pounds: pd.Series
    treated: pd.Series
    need: pd.Series
    set_aside: Mapping[str, float] = field(default_factory=dict)

    @property
    def taken(self) -> pd.Series:
        """What is set aside as every area gives it, in proportion to its spend; pounds a year,
        shape (areas,)."""
        total = sum(self.set_aside.values())
        return self.pounds * (total / self.pounds.sum()) if total else self.pounds * 0.0


@dataclass(frozen=True, kw_only=True)
class Split:
    """A2: shares of spend and of children reached by service, in the order of SERVICES; each sums
    to 1."""

    spend: tuple[float, ...]
    reached: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Response:
    """What pounds do in every district under one set of assumptions.

    mix: shape (areas, services), the share of each district's spend by service after the reader's
    shift; rows sum to 1.
    keep_intensive: intensive spend never falls below today's pounds, as long as the district has
    that much. A shift that asks for less is held back, and with it what it would have given to
    community: nothing moves unasked.
    """

    today: Today
    split: Split
    mix: np.ndarray
    curve: str
    elasticity: float
    keep_intensive: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.elasticity <= HIGHEST_ELASTICITY:
            raise BadLever(
                f"Elasticity {self.elasticity} is out of range. Choose a value above 0 and at most"
                f" {HIGHEST_ELASTICITY}."
            )
        unfunded = (self.today.pounds <= 0) & (self.today.treated > 0)
        if unfunded.any():
            raise BadLever(
                "{named} reaches children today with no spend, so what money does there cannot be"
                " worked out. Give it its spend, or share today's spend another way (A1).",
                areas=(str(self.today.pounds.index[unfunded][0]),),
            )
        if (self.mix_kept < -1e-9).any():
            raise BadLever(
                "Intensive spend keeps today's pounds, and without it community has not enough for"
                " the shift to early intervention. Choose a smaller shift, or let intensive spend"
                " fall below today's pounds."
            )

    @property
    def _x0(self) -> np.ndarray:
        """Pounds a service today, shape (areas, services); £1m where nothing is spent, so that a
        ratio exists, in the solver's scale."""
        x0 = self.today.pounds.to_numpy(float)[:, None] * np.array(self.split.spend)
        return np.where(x0 > 0, x0, 1e6)

    @property
    def _t0(self) -> np.ndarray:
        return self.today.treated.to_numpy(float)[:, None] * np.array(self.split.reached)

    @property
    def held_back(self) -> np.ndarray:
        """Share of a district's spend that a shift would take from intensive and that stays there,
        shape (areas,)."""
        asked = np.maximum(self.split.spend[INTENSIVE] - self.mix[:, INTENSIVE], 0)
        return asked if self.keep_intensive else np.zeros_like(asked)

    @property
    def mix_kept(self) -> np.ndarray:
        """The mix without what is held back of a shift, shape (areas, services)."""
        kept = np.zeros(len(SERVICES))
        kept[[REST, INTENSIVE]] = -1, 1
        return self.mix + self.held_back[:, None] * kept

    @property
    def most(self) -> np.ndarray:
        """No more children than are in need, but never fewer than today where an estimate of need
        is below today's count."""
        return np.maximum(self.today.need.to_numpy(float), self.today.treated.to_numpy(float))

    @property
    def reached_today(self) -> np.ndarray:
        """Share of need reached today, shape (areas,), kept inside 0 to 1."""
        return reached_share(self.today.treated.to_numpy(float), self.today.need.to_numpy(float))

    @property
    def kept(self) -> np.ndarray:
        """Pounds a year that intensive services keep, shape (areas,); 0 where they may fall."""
        return self.today.pounds.to_numpy(float) * self.split.spend[INTENSIVE] * self.keep_intensive

    def by_service(self, pounds: np.ndarray) -> np.ndarray:
        """Pounds by service, shape (areas, services): the mix, with intensive lifted to today's
        where it is kept."""
        x = np.asarray(pounds, float)
        intensive = np.minimum(x, np.maximum(self.mix_kept[:, INTENSIVE] * x, self.kept))
        pounds_by_service = self._of_remainder * (x - intensive)[..., None]
        pounds_by_service[..., INTENSIVE] = intensive
        return pounds_by_service

    @property
    def _of_remainder(self) -> np.ndarray:
        """Shares of what intensive leaves, shape (areas, services); 0 of intensive."""
        shares, mix = np.zeros_like(self.mix), self.mix_kept
        others = [i for i in SHARING if i != REST]
        shares[:, others] = mix[:, others] / mix[:, SHARING].sum(1)[:, None]
        shares[:, REST] = 1 - shares[:, others].sum(1)
        return shares

    def ratio(self, pounds: np.ndarray) -> np.ndarray:
        """Spend by service as a multiple of today's, shape (areas, services)."""
        return self.by_service(pounds) / self._x0

    def treated(self, pounds: np.ndarray) -> np.ndarray:
        """Children reached a year, shape (areas,), from pounds a year, shape (areas,)."""
        return np.minimum(self._from(self.by_service(pounds)), self.most)

    def _from(self, by_service: np.ndarray) -> np.ndarray:
        """The same from pounds by service, were there no end to need."""
        gain = CURVES[self.curve].gain(
            by_service / self._x0, np.array(self.elasticity), self.reached_today[:, None]
        )
        return (self._t0 * gain).sum(-1)

    def gain(
        self, pounds: np.ndarray, elasticity: np.ndarray, split: np.ndarray, reached: np.ndarray
    ) -> np.ndarray:
        """Children reached as a multiple of today's for each draw, shape (areas, draws).

        Parameters
        ----------
        elasticity
            Shape (draws,).
        split
            Shape (services, draws), shares of children reached.
        reached
            Shape (areas, draws), share of need reached today. An area whose spend does not change
            by service reaches as many as today, in every draw.
        """
        ratio, curve = self.ratio(pounds), CURVES[self.curve].gain
        moved = ~np.isclose(ratio, 1, rtol=1e-12).all(1)
        total = np.ones(reached.shape)
        total[moved] = sum(
            share[None, :] * curve(ratio[moved, service, None], elasticity[None, :], reached[moved])
            for service, share in enumerate(split)
        )
        return total

    def by_service_treated(self, pounds: np.ndarray) -> np.ndarray:
        """Children reached a year by service, all areas together, shape (services,); before the
        limit of all in need."""
        gain = CURVES[self.curve].gain(
            self.ratio(pounds), np.array(self.elasticity), self.reached_today[:, None]
        )
        return (self._t0 * gain).sum(0)

    def one_more(self, pounds: np.ndarray) -> np.ndarray:
        """Children that a further £10,000 would reach, shape (areas,)."""
        return self.treated(np.asarray(pounds) + EXTRA_POUNDS) - self.treated(pounds)

    def expression(self, spend: cp.Variable, intensive: cp.Variable) -> cp.Expression:
        """Children reached for a solver: spend and intensive in £m, shape (areas,)."""
        shares, reached = self._of_remainder, self.reached_today
        parts = [
            intensive if i == INTENSIVE else cp.multiply(shares[:, i], spend - intensive)
            for i in range(len(SERVICES))
        ]
        total: cp.Expression = cp.Constant(np.zeros(len(shares)))
        for service, part in enumerate(parts):
            ratio = cp.multiply(1e6 / self._x0[:, service], part)
            total = total + cp.multiply(
                self._t0[:, service], CURVES[self.curve].expression(ratio, self.elasticity, reached)
            )
        return cp.minimum(total, self.most)

    def intensive_limits(
        self, spend: cp.Variable, intensive: cp.Variable, floor: np.ndarray, cap: np.ndarray
    ) -> list[cp.Constraint]:
        """Intensive spend as in `by_service`: today's pounds where it is kept, the mix from where
        that gives more.

        An equality but in a district whose limits let it cross from one to the other: there an
        inequality, which comes to the same where `concave`. floor (no less than what is kept), cap:
        shape (areas,), pounds.
        """
        follows, kept = (
            cp.multiply(self.mix_kept[:, INTENSIVE], spend),
            np.minimum(cap, self.kept) / 1e6,
        )
        mixed, still = self._follows_mix(floor), ~self._follows_mix(cap)
        between = ~mixed & ~still
        return [
            intensive[mixed] == follows[mixed],
            intensive[still] == kept[still],
            intensive[between] >= kept[between],
            intensive[between] >= follows[between],
            intensive[between] <= spend[between],
        ]

    def _follows_mix(self, pounds: np.ndarray) -> np.ndarray:
        return self.mix_kept[:, INTENSIVE] * pounds >= self.kept

    def concave(self, floor: np.ndarray, cap: np.ndarray) -> np.ndarray:
        """Whether every further pound reaches no more than the last, shape (areas,): not so where a
        pound on intensive would reach more than one on the rest as its share sets in between floor
        and cap (pounds, shape (areas,))."""
        share = np.maximum(self.mix_kept[:, INTENSIVE], 1e-12)
        fine = self._follows_mix(floor) | ~self._follows_mix(cap)
        turns = np.clip(self.kept / share, floor, cap)
        to_intensive = -self._of_remainder
        to_intensive[:, INTENSIVE] = 1
        gives_less = np.ones(len(share), bool)
        for pounds in np.linspace(turns, cap, 9):
            spend = self.by_service(pounds)
            little = 1e-4 * (pounds - spend[:, INTENSIVE])
            gives_less &= self._from(spend + little[:, None] * to_intensive) <= self._from(
                spend
            ) * (1 + 1e-9)
        return fine | gives_less

    def with_mix(self, mix: np.ndarray) -> "Response":
        return replace(self, mix=mix)


def reached_share(treated: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Share of need reached, kept away from 0 and 1 so that the saturating curve exists."""
    return np.clip(treated / np.maximum(need, 1e-9), 1e-6, NEARLY_ALL)


def mix_after(split: Split, areas: int, *points: float, only: int | None = None) -> np.ndarray:
    """The service mix after a shift of percentage points from the rest to each service that has a
    lever, in their order (docs/methods.md 2).

    only: the position of the one district to shift, None for all. Raises BadLever where a service
    would fall below nothing.

    >>> split = Split(spend=(0.1, 0.7, 0.2), reached=(0.25, 0.7, 0.05))
    >>> mix_after(split, 1, 10, 0).round(2).tolist()
    [[0.2, 0.6, 0.2]]
    """
    shifts = dict(zip([service.key for service in shifted()], points, strict=True))
    shift = np.array([shifts.get(key, -sum(points)) for key in SERVICES]) / 100
    mix = np.tile(np.array(split.spend), (areas, 1))
    mix[slice(None) if only is None else only] += shift
    if (mix < -1e-9).any() or (mix[:, SHARING].sum(1) < 1e-9).any():
        first, *others = [
            f"{shifts[service.key]:+g}{{}} to {service.label.lower()}" for service in shifted()
        ]
        asked = listed([first.format(" points"), *(other.format("") for other in others)])
        raise BadLever(f"A shift of {asked} takes more than a service has. Choose a smaller shift.")
    return np.maximum(mix, 0)
