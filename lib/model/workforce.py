"""Staff that children reached ask for, and how soon they can be in post (docs/methods.md 21)."""

import math
from dataclasses import dataclass

import numpy as np

LONGEST = 20  # years beyond which nobody plans
NONE = 0.5  # less than half a post is none


def posts(children: np.ndarray, a_year: np.ndarray, mix: np.ndarray) -> np.ndarray:
    """Full-time posts by area and skill.

    Parameters
    ----------
    children
        Reached a year, shape (areas, services).
    a_year
        What one post reaches a year, shape (services,).
    mix
        Share of each skill among a service's posts, shape (services, skills); rows sum to 1.

    >>> posts(np.array([[160.0, 40.0]]), np.array([80.0, 40.0]), np.array([[0.5, 0.5], [0, 1]]))
    array([[1., 2.]])
    """
    return (children / a_year) @ mix


@dataclass(frozen=True, kw_only=True)
class Hiring:
    """How staff come, shape (skills,) each.

    Attributes
    ----------
    rate
        Posts filled a year.
    lead
        Years until the first is in post: to fill it, and to train where that is needed.
    over
        Years in which posts are wanted, in equal steps.
    """

    rate: np.ndarray
    lead: np.ndarray
    over: int

    def wanted(self, need: np.ndarray, years: int) -> np.ndarray:
        """Posts wanted by the end of each year from the first, shape (years, skills)."""
        year = np.arange(1, years + 1)[:, None]
        return np.maximum(need, 0) * np.minimum(year / self.over, 1)

    def in_post(self, need: np.ndarray, years: int) -> np.ndarray:
        """Posts that can be filled by then; never more than are needed in the end."""
        year = np.arange(1, years + 1)[:, None]
        return np.minimum(np.maximum(need, 0), self.rate * np.maximum(year - self.lead, 0))

    def there(self, need: np.ndarray) -> float:
        """The year by whose end all are in post; 0 where none is needed, infinity where that is
        never."""
        asked = need > 1e-9
        if not asked.any():
            return 0.0
        if (self.rate[asked] <= 0).any():
            return math.inf
        last = (self.lead[asked] + need[asked] / self.rate[asked]).max()
        return float(max(math.ceil(last - 1e-9), self.over))
