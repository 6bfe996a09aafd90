"""How much a figure changed between two times, with what chance alone could have made of it
(docs/methods.md 16)."""

from dataclasses import dataclass
from math import inf

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint


@dataclass(frozen=True, kw_only=True)
class Change:
    """The later figure over the first (1 is no change), with its 95% interval; the figure itself
    at both ends where it is an amount, which no chance is in."""

    ratio: float
    lower: float
    upper: float

    @property
    def clear(self) -> bool:
        """Whether it is more than chance."""
        return self.lower > 1 or self.upper < 1

    def towards(self, better: str) -> tuple[float, float, float]:
        """The change and its interval in percent of the first figure, above nought where it is for
        the better. better: "high" or "low", the end that is wanted.

        >>> Change(ratio=1.2, lower=1.1, upper=1.3).towards("low")
        (-20.0, -30.0, -10.0)
        """
        ends = [round(100 * (each - 1), 6) for each in (self.ratio, self.lower, self.upper)]
        value, low, high = ends
        return (value, low, high) if better == "high" else (-value, -high, -low)


def of_shares(first: tuple[float, float], last: tuple[float, float]) -> Change:
    """Of two shares, each counted and of how many: ratio of proportions, score interval (Koopman
    1984). Two shares of nothing show no change; a share that was nothing has no limit above."""
    (before, of_before), (after, of_after) = first, last
    if not before:
        return Change(ratio=inf if after else 1.0, lower=0.0, upper=inf)
    low, high = confint_proportions_2indep(
        after, of_after, before, of_before, method="score", compare="ratio"
    )
    ratio = (after / of_after) / (before / of_before)
    return Change(ratio=ratio, lower=max(float(low), 0.0), upper=float(high))


def of_counts(first: float, last: float) -> Change:
    """Of two counts over spans of one length: ratio of Poisson rates, from Wilson's interval of the
    later one's share of both."""
    if not first:
        return Change(ratio=inf if last else 1.0, lower=0.0, upper=inf)
    low, high = proportion_confint(last, first + last, method="wilson")
    return Change(ratio=last / first, lower=low / (1 - low), upper=high / (1 - high))


def of_amounts(first: float, last: float) -> Change:
    """Of two amounts that chance has no part in, such as money spent; first above nought."""
    ratio = last / first
    return Change(ratio=ratio, lower=ratio, upper=ratio)
