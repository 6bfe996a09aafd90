"""Where children live, and the places that there are (docs/methods.md 22)."""

import numpy as np
import pandas as pd

from lib.catalogue.indicators import MODELLED
from lib.figures import amounts
from lib.figures.measured import measured_period
from lib.sources import Tables

CLOSING, MISSING = "closing", "missing"
OWN = "uploaded"


def own_list(tables: Tables) -> bool:
    """Whether places are a reader's or a partnership's own list."""
    return OWN in set(tables.sites.provenance)


def facts(tables: Tables) -> pd.DataFrame:
    """What is known of how complete the list is; nothing of an own list."""
    return tables.site_facts.iloc[:0] if own_list(tables) else tables.site_facts


def places(tables: Tables, closing: bool) -> pd.DataFrame:
    """The places that count: all of the list, or without those that were to close."""
    known = facts(tables)
    gone = known[known.kind == CLOSING]
    listed = pd.MultiIndex.from_frame(tables.sites[["area_code", "site"]])
    leaves = listed.isin(list(zip(gone.area_code, gone.listed)))
    return tables.sites[~leaves | (not closing)].reset_index(drop=True)


def points(rows: pd.DataFrame) -> np.ndarray:
    """Latitude and longitude, shape (rows, 2)."""
    return rows[["lat", "lon"]].to_numpy(float)


def counted(tables: Tables, whom: str, basis: str, weighted: bool) -> np.ndarray:
    """Children at each home, shape (homes,): all; those in need; or those in need who are not
    reached. Need is of areas, and shared among an area's homes by children of school age."""
    homes = tables.lsoas
    if whom == "children":
        return homes.children.to_numpy(float)
    period = measured_period(tables, MODELLED)
    need = amounts.children_in_need(tables, period, basis, weighted)
    if whom == "unreached":
        treated = amounts.count(tables, "treated_two_contacts", period)
        # of a suppressed count the share of all others
        usual = treated.sum() / need[treated.notna()].sum()
        need = (need - treated.fillna(need * usual)).clip(lower=0)
    share = homes.school_age / homes.groupby("area_code").school_age.transform("sum")
    return (share * homes.area_code.map(need)).fillna(0).to_numpy(float)
