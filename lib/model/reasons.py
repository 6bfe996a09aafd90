"""Why what happened is not what was planned: need, money, and what neither explains
(docs/methods.md 20)."""

from dataclasses import dataclass
from math import log


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year as it was planned or as it was: children treated, in need, and pounds in the prices of
    the plan; above nought."""

    treated: float
    need: float
    pounds: float


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Children more or fewer than planned, in whole children: the parts add up to the total."""

    need: int
    money: int
    total: int

    @property
    def unexplained(self) -> int:
        return self.total - self.need - self.money


def log_mean(one: float, other: float) -> float:
    """The logarithmic mean of two amounts above nought, between the one and the other.

    >>> log_mean(5, 5), round(log_mean(1, 2.718281828), 6)
    (5, 1.718282)
    """
    return one if one == other else (one - other) / log(one / other)


def reasons(planned: Year, actual: Year, elasticity: float) -> Reasons:
    """The difference split without an order of causes (logarithmic mean Divisia index, Ang 2005).

    need: log mean x ln(need ratio): as many more children as are in need at the planned rate.
    money: log mean x elasticity x ln(pounds ratio). What they leave is unexplained. With plan and
    actual changed about every part changes its sign.
    """
    weight = log_mean(actual.treated, planned.treated)
    return Reasons(
        need=round(weight * log(actual.need / planned.need)),
        money=round(weight * elasticity * log(actual.pounds / planned.pounds)),
        total=round(actual.treated) - round(planned.treated),
    )
