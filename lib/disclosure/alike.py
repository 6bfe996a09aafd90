"""Parts together that leave all the small counts of their districts one value, looked for where
there are too many parts to try every set of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from lib.disclosure.cells import SMALL, Range

Districts = Mapping[str, frozenset[str]]  # of each part


@dataclass(frozen=True, kw_only=True)
class _Choice:
    """A set of parts to choose, and with it districts: 0 or 1 for each part, then each district.

    lies: 1 where a district (row) lies in a part (column).
    """

    lies: np.ndarray

    def first(
        self, rules: list[LinearConstraint], weights: np.ndarray, each: int
    ) -> np.ndarray | None:
        """Which parts to choose so that their weights come to `each` for every district chosen;
        None where no choice does."""
        areas, parts = self.lies.shape
        may_be = weights <= each * areas  # heavier ones exceed every district together
        adds_up = np.r_[np.where(may_be, weights, 0), np.full(areas, -each)]
        some = np.r_[np.zeros(parts), np.ones(areas)]
        solution = milp(
            np.zeros(parts + areas),
            constraints=[
                *rules,
                LinearConstraint(adds_up, 0, 0),
                LinearConstraint(some, 1, np.inf),
            ],
            bounds=Bounds(0, np.r_[may_be, np.ones(areas)]),
            integrality=np.ones(parts + areas),
        )
        return solution.x[:parts].round().astype(bool) if solution.success else None

    def pairs(self) -> np.ndarray:
        """A row for each part of each district: the part less the district."""
        rows, columns = np.nonzero(self.lies)
        areas, parts = self.lies.shape
        return np.c_[np.eye(parts)[columns], -np.eye(areas)[rows]]

    def together(self) -> np.ndarray:
        """A row for each district: its parts less the district."""
        return np.c_[self.lies, -np.eye(len(self.lies))]

    def of_counts(self, counts: np.ndarray, each: int) -> np.ndarray:
        """What the counts of the districts chosen exceed `each` by."""
        # more than every district together says no more, and keeps the search exact
        most = np.minimum(counts, each * len(counts) + 1)
        return np.r_[np.zeros(self.lies.shape[1]), most - each]


def sets_alike(
    districts: Districts, spans: Mapping[str, Range], counts: Mapping[str, Range]
) -> list[frozenset[str]]:
    """A set of parts that come to 1 at most for each district wholly in them, and one of parts that
    come to 4 at least for each that touches them; none where no set does.

    Parameters
    ----------
    spans : what is known of each part.
    counts : what each district is, or may be; sets that they do not keep to are left out.
    """
    parts, areas = sorted(districts), sorted(counts)
    lies = np.array([[area in districts[part] for part in parts] for area in areas], float)
    choice = _Choice(lies=lies)
    low, high = np.array([spans[part] for part in parts], float).T
    least, most = np.array([counts[area] for area in areas], float).T
    inside = [
        LinearConstraint(choice.pairs(), 0, np.inf),
        LinearConstraint(choice.together(), -np.inf, lies.sum(axis=1) - 1),
        LinearConstraint(choice.of_counts(least, 1), -np.inf, 0),
    ]
    touched = [
        LinearConstraint(choice.pairs(), -np.inf, 0),
        LinearConstraint(choice.together(), 0, np.inf),
        LinearConstraint(choice.of_counts(most, SMALL), 0, np.inf),
    ]
    chosen = (choice.first(inside, high, 1), choice.first(touched, low, SMALL))
    return [
        frozenset(part for part, is_in in zip(parts, those) if is_in)
        for those in chosen
        if those is not None
    ]
