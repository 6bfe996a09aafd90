"""What money does: children reached as a function of pounds (METHODS: response)."""

import numpy as np


def constant_elasticity(pounds: np.ndarray, pounds_today: np.ndarray, treated_today: np.ndarray, elasticity: float) -> np.ndarray:
    """Children reached, T = T0 (x / x0)^e, with 0 < e <= 1: each further pound reaches fewer children than the last.

    pounds, pounds_today: shape (areas,), pounds a year. treated_today: shape (areas,), children a year.

    >>> constant_elasticity(np.array([400.0]), np.array([100.0]), np.array([50.0]), 0.5).tolist()
    [100.0]
    """
    return treated_today * (pounds / pounds_today) ** elasticity


def access(treated: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Share of need reached, at most 1."""
    return np.minimum(1.0, treated / need)
