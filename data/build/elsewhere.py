"""What every other partnership of the nation published, from data/source/england/, to stand beside
the one that is built (docs/methods.md 20)."""

from pathlib import Path

import pandas as pd

from data.build.closest import ENGLAND
from lib import schema

TABLE = "partnerships.csv"


def table(code: str, england: Path = ENGLAND) -> pd.DataFrame:
    """Every partnership but that of a code, whose own figures are in published_counts.csv; without
    a row where the nation's tables do not have it. A count that was added up of several
    publications' areas is no published one."""
    every = pd.read_csv(england / TABLE)
    known = every.summed.eq(1).map({True: "published", False: "modelled"})
    others = every.partnership_code != code
    rows = every.assign(provenance=known)[others & (not others.all())]
    return rows[schema.TABLES[TABLE].columns].sort_values(["measure", "period", "partnership_code"])
