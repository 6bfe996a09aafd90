"""What it takes to reach those aged 18 to 25 as today's community services reach children
(docs/methods.md 19)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from lib.model.curves import NEARLY_ALL

# Pounds as a multiple of today's by children reached as one, the inverse of each curve's gain;
# the last: the share of need reached today.
SPEND: dict[str, Callable[[np.ndarray, float, float], np.ndarray]] = {
    "constant": lambda ratio, elasticity, access: ratio ** (1 / elasticity),
    "saturating": lambda ratio, elasticity, access: (
        np.log1p(-np.minimum(ratio * access, NEARLY_ALL)) / np.log1p(-access)
    ),
}


@dataclass(frozen=True, kw_only=True)
class Service:
    """A community service of today. access: the share of those in need that it reaches, between 0
    and 1. unit: pounds a year for one person at that access. curve: a key of SPEND."""

    access: float
    unit: float
    curve: str
    elasticity: float

    def pounds(self, reached: np.ndarray, in_need: np.ndarray) -> np.ndarray:
        """Pounds a year for so many of those in need, any shape: unit x reached at today's access,
        by the curve above and below it; nought for nobody.

        >>> service = Service(access=0.25, unit=1000.0, curve="constant", elasticity=0.5)
        >>> service.pounds(np.array([0.0, 25.0, 50.0]), np.array([100.0, 100.0, 100.0])).tolist()
        [0.0, 25000.0, 100000.0]
        """
        ratio = reached / np.maximum(in_need, 1e-9) / self.access
        spent = SPEND[self.curve](ratio, self.elasticity, self.access)
        return np.asarray(self.unit * self.access * in_need * spent)


def reached(in_need: np.ndarray, leaving: np.ndarray, access: float, moves: float) -> np.ndarray:
    """Those reached, shape (areas,): the share `access` of each age and, of those aged 18, at least
    the share `moves` of those leaving children's services.

    in_need: shape (areas, ages from 18). leaving: shape (areas,).
    """
    by_age = access * in_need
    by_age[:, :1] = np.maximum(by_age[:, :1], moves * leaving[:, None])
    return by_age.sum(1)


def steps(years: int, chosen: Sequence[float] | None = None) -> np.ndarray:
    """The share of the transfer that is made by the end of each year, the last the whole. chosen:
    of the years before it; equal steps where not given. No year falls behind the one before.

    >>> steps(4).tolist(), steps(4, [0.5, 0.2, 0.8]).tolist()
    ([0.25, 0.5, 0.75, 1.0], [0.5, 0.5, 0.8, 1.0])
    """
    if chosen is None:
        return np.arange(1, years + 1) / years
    return np.maximum.accumulate(np.append(chosen, 1.0))
