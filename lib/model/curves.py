"""How children reached follow money in one service: the response curves a reader may choose
(docs/methods.md 6)."""

from collections.abc import Callable
from dataclasses import dataclass

import cvxpy as cp
import numpy as np

from lib.catalogue.assumptions import setting_at

HIGHEST_ELASTICITY = setting_at(("elasticity",)).high
NEARLY_ALL = 0.99  # a service that already reaches all in need is drawn as this close to saturation


@dataclass(frozen=True, kw_only=True)
class Curve:
    """A response curve. Children reached are today's times `gain`, which is 1 at today's spend and
    concave up to elasticity 1.

    gain(ratio, elasticity, reached): spend as a multiple of today's, any shape; elasticity above 0,
    at most HIGHEST_ELASTICITY; share of need reached today, below 1. expression(ratio, ...): the
    same for a cvxpy expression, elasticity at most 1.
    """

    key: str
    definition: str
    gain: Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]
    expression: Callable[[cp.Expression, float, np.ndarray], cp.Expression]

    @property
    def label(self) -> str:
        return setting_at(("curve",)).labels[self.key]


def constant_elasticity(
    ratio: np.ndarray, elasticity: np.ndarray, reached: np.ndarray
) -> np.ndarray:
    """r^e: below e = 1 each further pound reaches fewer children than the last, above it more.
    `reached` plays no part.

    >>> constant_elasticity(np.array([4.0]), np.array(0.5), np.array(0.3)).tolist()
    [2.0]
    """
    return ratio**elasticity


def saturating(ratio: np.ndarray, elasticity: np.ndarray, reached: np.ndarray) -> np.ndarray:
    """(1 - (1 - a)^r) / a with a the share reached today: need (1 - exp(-k x)), k set so that it
    passes through today.

    >>> saturating(np.array([2.0]), np.array(0.5), np.array(0.5)).tolist()
    [1.5]
    """
    return (1 - (1 - reached) ** ratio) / reached


def _power(ratio: cp.Expression, elasticity: float, reached: np.ndarray) -> cp.Expression:
    # Clarabel takes the power as a cone of its own; cvxpy's default would approximate it.
    return ratio if elasticity == 1 else cp.power(ratio, elasticity, approx=False)


def _saturating(ratio: cp.Expression, elasticity: float, reached: np.ndarray) -> cp.Expression:
    return cp.multiply(1 / reached, 1 - cp.exp(cp.multiply(np.log(1 - reached), ratio)))


CURVES = {
    curve.key: curve
    for curve in (
        Curve(
            key="constant",
            definition="1% more money reaches e% more children, whatever is reached today.",
            gain=constant_elasticity,
            expression=_power,
        ),
        Curve(
            key="saturating",
            definition=(
                "Reach rises towards all in need; it builds in that money goes further where fewer"
                " are reached. The elasticity plays no part."
            ),
            gain=saturating,
            expression=_saturating,
        ),
    )
}
