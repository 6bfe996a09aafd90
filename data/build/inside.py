"""How far the access published of England's former CCGs differs inside a partnership: what
assumption A5 rests on (docs/methods.md 9)."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.build.closest import ENGLAND

SEVERAL = 3  # former CCGs: of fewer a partnership has no spread to speak of


def filled_in(text: str, england: Path = ENGLAND) -> str:
    """The text of assumptions.toml with the evidence for A5 in it: {partnerships}, those with
    several former CCGs; {pooled} and {median}, the standard deviation of the logarithm of their
    rates inside them; {period}."""
    rates = pd.read_csv(england / "former_ccg_access.csv")
    groups = np.log(rates.two_contact_access_rate).groupby(rates.partnership)
    inside = groups.agg(["size", "var"])[lambda by: by["size"] >= SEVERAL]
    size, free = inside["size"], inside["size"] - 1
    squares = inside["var"] * free
    words = {
        "partnerships": len(inside),
        "period": rates.period.max(),
        "pooled": f"{(squares.sum() / free.sum()) ** 0.5:.2f}",
        "median": f"{(squares / size).pow(0.5).median():.2f}",
    }
    for name, value in words.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text
